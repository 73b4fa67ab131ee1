/* Runs a command and prints its wall time in nanoseconds and its peak resident memory in KiB.
 *
 * usage: launch COMMAND [ARGUMENT...]
 *
 * Figures go to descriptor 3. The kernel counts the memory of the process that starts another to
 * the started one, so the starter has to be small: a Python harness would be in every figure. */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int count, char **arguments, char **environment) {
  if (count < 2) return 125;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addclose(&actions, 3);
  pid_t process;
  int status;
  struct rusage usage;
  long long started = nanoseconds();
  if (posix_spawn(&process, arguments[1], &actions, NULL, arguments + 1, environment)) return 125;
  if (wait4(process, &status, 0, &usage) != process) return 125;
  long long wall = nanoseconds() - started;
  dprintf(3, "%lld %ld\n", wall, usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}
