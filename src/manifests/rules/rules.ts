import type { Rule } from '../rule.ts';
import { CRON_RULES } from './cron-rules.ts';
import { FALLBACK_RULES } from './fallback-rules.ts';
import { FIELD_RULES } from './field-rules.ts';
import { QUERY_RULES } from './query-rules.ts';
import { REPLICA_RULES } from './replica-rules.ts';
import { TARGET_RULES } from './target-rules.ts';
import { TRIGGER_RULES } from './trigger-rules.ts';
import { YAML_RULES } from './yaml-rules.ts';

/** Every rule, in the order of the reference page. */
export const RULES: readonly Rule[] = [
  ...YAML_RULES,
  ...FIELD_RULES,
  ...TRIGGER_RULES,
  ...QUERY_RULES,
  ...CRON_RULES,
  ...TARGET_RULES,
  ...REPLICA_RULES,
  ...FALLBACK_RULES,
];
