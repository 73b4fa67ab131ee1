"""One nasty population through every form gives one store, whichever form comes first."""
import random
import unittest

from population_test import SEED, VIEWS, PopulationTest


class FormsOfAPopulationTest(PopulationTest):
    def test_every_form_gives_the_same_store(self):
        store = self.store()
        self.take(store, "copy")
        expected = self.image(store, self.form("copy"))
        self.assertEqual({row["id"] for row in store.attempts().values()},
                         {row["_id"] for row in self.population.listed})
        for name in self.forms.make:
            with self.subTest(form=name):
                store = self.store()
                counters = self.take(store, name)
                form = self.form(name)
                self.assertEqual(self.image(store, form),
                                 [one if form.tells_empty else one.replace('""', "")
                                  for one in expected[:1 + form.whole * len(VIEWS)]])
                self.assertEqual(counters["warnings"], [])
                self.assertNotIn(b"never read", store.path.read_bytes())
                self.check_places(name)

    def test_whichever_form_comes_first_the_second_changes_nothing(self):
        names = [name for name in self.forms.make if self.form(name).tells_empty]
        shuffled = random.Random(SEED).sample(names, len(names))
        expected = None
        for pair in zip(shuffled, shuffled[1:] + shuffled[:1]):
            for first, second in (pair, pair[::-1]):
                with self.subTest(first=first, second=second):
                    store = self.store()
                    self.take(store, first)
                    counters = self.take(store, second)
                    self.assertEqual(counters["updated"], 0)
                    known = self.form(first).refuses or not self.form(second).refuses
                    # The API does not list what is deleted.
                    if known:
                        self.assertEqual(counters["inserted"], 0)
                    expected = expected or store.export("csv")
                    self.assertEqual(store.export("csv"), expected)


if __name__ == "__main__":
    unittest.main()
