import { type Check, list, nullable, number, object, oneOf, ShapeError } from '../../lib/json-shape.ts';
import { parseQuantity } from '../../lib/quantity.ts';
import { type Behavior, fullBehavior, type ScalingRules } from '../hpa/behavior.ts';

const policy = object({
  type: oneOf('Pods', 'Percent'),
  value: number(1),
  periodSeconds: number(1, 1800),
});

const rulesShape = object(
  {},
  {
    stabilizationWindowSeconds: nullable(number(0, 3600)),
    selectPolicy: nullable(oneOf('Max', 'Min', 'Disabled')),
    policies: nullable(list(policy)),
    tolerance: quantity(),
  },
);

const behaviorShape = object({}, { scaleUp: nullable(rulesShape), scaleDown: nullable(rulesShape) });

/** A `behavior` block with what it leaves out filled in. */
export const behaviorOf: Check<Behavior> = (value, at) => {
  const { scaleUp, scaleDown } = behaviorShape(value, at);
  return fullBehavior({ scaleUp: stated(scaleUp ?? {}), scaleDown: stated(scaleDown ?? {}) });
};

type Rules = ReturnType<typeof rulesShape>;

function stated(rules: Rules): Partial<ScalingRules> {
  const { stabilizationWindowSeconds, selectPolicy, policies, tolerance } = rules;
  return {
    ...(stabilizationWindowSeconds == null ? {} : { stabilizationWindowSeconds }),
    ...(selectPolicy == null ? {} : { selectPolicy }),
    ...(policies == null || policies.length === 0 ? {} : { policies }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

/** `500m`, `"10"`, `3`. */
export function quantity(): Check<number> {
  return (value, at) => {
    const parsed = parseQuantity(value);
    if (parsed === null)
      throw new ShapeError(`${at}: expected a quantity such as 500m, got ${JSON.stringify(value)}`);
    return parsed;
  };
}
