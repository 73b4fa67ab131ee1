-- The tables of OneUptime 12 that are read, as its migrations make them, with some of the columns
-- that must never be read beside them.
CREATE TABLE "Project" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  name varchar(100) NOT NULL, slug varchar(100) UNIQUE,
  "paymentProviderCustomerId" text DEFAULT 'never read: customer'
);
CREATE TABLE "User" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT '2026-09-30', "updatedAt" timestamptz NOT NULL DEFAULT '2026-09-30',
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  name varchar(50), email varchar(100) UNIQUE NOT NULL, password varchar(64) DEFAULT 'never read: password',
  "resetPasswordToken" varchar(100) DEFAULT 'never read: token', timezone varchar(100)
);
CREATE TABLE "TeamMember" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  "projectId" uuid NOT NULL, "teamId" uuid NOT NULL, "userId" uuid NOT NULL
);
CREATE TABLE "IncomingCallPolicy" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  "projectId" uuid NOT NULL, name varchar(100) NOT NULL, description varchar(500),
  slug varchar(100) UNIQUE, "routingPhoneNumber" varchar(30), "callProviderPhoneNumberId" varchar(100),
  "phoneNumberCountryCode" varchar(100), "phoneNumberAreaCode" varchar(100),
  "phoneNumberPurchasedAt" timestamptz, "greetingMessage" text, "noAnswerMessage" text,
  "noOneAvailableMessage" text, "isEnabled" boolean NOT NULL DEFAULT true,
  "repeatPolicyIfNoOneAnswers" boolean NOT NULL DEFAULT false,
  "repeatPolicyIfNoOneAnswersTimes" integer NOT NULL DEFAULT 1,
  "projectCallSMSConfigId" uuid, "createdByUserId" uuid, "deletedByUserId" uuid
);
CREATE TABLE "IncomingCallPolicyEscalationRule" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  "projectId" uuid NOT NULL, "incomingCallPolicyId" uuid NOT NULL, name varchar(100),
  description varchar(500), "order" integer NOT NULL, "escalateAfterSeconds" integer NOT NULL DEFAULT 30,
  "onCallDutyPolicyScheduleId" uuid, "userId" uuid, "createdByUserId" uuid, "deletedByUserId" uuid
);
CREATE TABLE "IncomingCallLog" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  "projectId" uuid NOT NULL, "incomingCallPolicyId" uuid NOT NULL, "callerPhoneNumber" varchar(30),
  "routingPhoneNumber" varchar(30), "callProviderCallId" varchar(100),
  status varchar(100) NOT NULL DEFAULT 'Initiated', "statusMessage" varchar(500),
  "callDurationInSeconds" integer DEFAULT 0, "callCostInUSDCents" integer DEFAULT 0,
  "incomingCallCostInUSDCents" integer DEFAULT 0, "outgoingCallCostInUSDCents" integer DEFAULT 0,
  "startedAt" timestamptz, "endedAt" timestamptz, "answeredByUserId" uuid,
  "currentEscalationRuleOrder" integer NOT NULL DEFAULT 1, "repeatCount" integer NOT NULL DEFAULT 0
);
CREATE TABLE "IncomingCallLogItem" (
  _id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "createdAt" timestamptz NOT NULL DEFAULT now(), "updatedAt" timestamptz NOT NULL DEFAULT now(),
  "deletedAt" timestamptz, version integer NOT NULL DEFAULT 1,
  "projectId" uuid NOT NULL, "incomingCallLogId" uuid NOT NULL,
  "incomingCallPolicyEscalationRuleId" uuid, "userId" uuid, "userPhoneNumber" varchar(30),
  status varchar(100) NOT NULL DEFAULT 'Ringing', "statusMessage" varchar(500),
  "dialDurationInSeconds" integer DEFAULT 0, "callCostInUSDCents" integer DEFAULT 0,
  "startedAt" timestamptz, "endedAt" timestamptz, "isAnswered" boolean NOT NULL DEFAULT false
);
