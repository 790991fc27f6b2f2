export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

/** How fast it may go in one direction. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly ScalingPolicy[];
  /** `null`: the controller's own. */
  readonly tolerance: number | null;
}

export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

/** `--horizontal-pod-autoscaler-downscale-stabilization`. */
export const DOWNSCALE_STABILIZATION_SECONDS = 300;

export const DEFAULT_SCALE_UP: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
  tolerance: null,
};

export const DEFAULT_SCALE_DOWN: ScalingRules = {
  stabilizationWindowSeconds: DOWNSCALE_STABILIZATION_SECONDS,
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
  tolerance: null,
};

/** As much of `behavior` as a manifest states. */
export interface StatedBehavior {
  readonly scaleUp: Partial<ScalingRules>;
  readonly scaleDown: Partial<ScalingRules>;
}

/** Whatever is not stated is filled in, rule by rule; a list of policies replaces the default list. */
export function fullBehavior(stated: StatedBehavior): Behavior {
  return {
    scaleUp: { ...DEFAULT_SCALE_UP, ...stated.scaleUp },
    scaleDown: { ...DEFAULT_SCALE_DOWN, ...stated.scaleDown },
  };
}
