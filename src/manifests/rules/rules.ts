import type { Rule } from '../rule.ts';
import { ADAPTER_RULES } from './adapter-rules.ts';
import { AUTHENTICATION_RULES } from './authentication-rules.ts';
import { AVAILABILITY_RULES } from './availability-rules.ts';
import { BEHAVIOR_RULES } from './behavior-rules.ts';
import { BROKER_RULES } from './broker-rules.ts';
import { CAPACITY_RULES } from './capacity-rules.ts';
import { CRON_RULES } from './cron-rules.ts';
import { FALLBACK_RULES } from './fallback-rules.ts';
import { FIELD_RULES } from './field-rules.ts';
import { KEDA_RULES } from './keda-rules.ts';
import { QUERY_RULES } from './query-rules.ts';
import { REPLICA_RULES } from './replica-rules.ts';
import { SELECTOR_RULES } from './selector-rules.ts';
import { TARGET_RULES } from './target-rules.ts';
import { TRIGGER_RULES } from './trigger-rules.ts';
import { YAML_RULES } from './yaml-rules.ts';

/** Rules by subject, in the order of the reference page. */
export const RULE_GROUPS: Readonly<Record<string, readonly Rule[]>> = {
  'Reading files': YAML_RULES,
  Fields: FIELD_RULES,
  'Metadata of triggers': TRIGGER_RULES,
  Brokers: BROKER_RULES,
  'Prometheus queries': QUERY_RULES,
  'Cron windows': CRON_RULES,
  'Triggers as a whole': KEDA_RULES,
  Targets: TARGET_RULES,
  Counts: REPLICA_RULES,
  Fallbacks: FALLBACK_RULES,
  'Behavior of the HPA': BEHAVIOR_RULES,
  Authentication: AUTHENTICATION_RULES,
  Capacity: CAPACITY_RULES,
  Availability: AVAILABILITY_RULES,
  Selectors: SELECTOR_RULES,
  'Custom metrics': ADAPTER_RULES,
};

export const RULES: readonly Rule[] = Object.values(RULE_GROUPS).flat();
