import type { FindingOptions } from '../analysis/find-in.ts';
import type { FINDING_GOAL_SETTINGS } from '../config/analysis-settings.ts';
import type { Settings } from '../config/resolve-settings.ts';
import type { OUTPUT_SETTINGS, POLICY_SETTINGS, STORE_SETTINGS } from '../config/run-settings.ts';
import type { FindingTest } from '../model/finding.ts';
import type { FindingTerms } from './conclude-finding.ts';

type GoalSettings = Settings<typeof FINDING_GOAL_SETTINGS>;
type PolicySettings = Settings<typeof POLICY_SETTINGS>;
type TermSettings = GoalSettings &
  Pick<
    PolicySettings,
    | 'maxErrorRate'
    | 'failThreshold'
    | 'evidence'
    | 'failOnRegression'
    | 'failOnInconclusive'
    | 'failOnNoBaseline'
  > &
  Pick<Settings<typeof STORE_SETTINGS>, 'key'> &
  Pick<Settings<typeof OUTPUT_SETTINGS>, 'updateBaseline'>;

/** What a finding is looked for with, from the settings. */
export function findingOptions(
  settings: GoalSettings & Pick<PolicySettings, 'maxErrorRate'>,
): FindingOptions {
  return {
    stress: {
      p95Ms: settings.slo,
      errorRate: settings.maxErrorRate,
      stepSeconds: settings.stepDuration === null ? null : settings.stepDuration / 1000,
    },
    soak: { limit: settings.driftLimit },
  };
}

/** How it is judged and filed, from the settings. */
export function findingTerms(test: FindingTest, settings: TermSettings): FindingTerms {
  const { failThreshold, evidence, spikeLimit, maxErrorRate, minCapacity, maxRecovery } = settings;
  const { failOnRegression, failOnInconclusive, failOnNoBaseline } = settings;
  return {
    key: settings.key ?? test,
    goals: { minCapacity, maxRecoverySeconds: maxRecovery / 1000, maxErrorRate },
    policy: { failThreshold, warnThreshold: failThreshold, evidence, spikeLimit },
    failure: { failOnRegression, failOnInconclusive, failOnNoBaseline },
    updateBaseline: settings.updateBaseline,
  };
}
