import type { Bundle } from '../bundle.ts';
import type { Complaint, Rule } from '../rule.ts';
import { type ScaledObject, specPlace } from '../scaled-object.ts';
import { triggersIn } from '../triggers/bundle-triggers.ts';
import { entryAt, entryOf, mapAt, scalarAt, textAt } from '../yaml/read-node.ts';
import { changed, SCALED_WORKER } from './example-manifests.ts';

const NAMED = changed(SCALED_WORKER, '- type: rabbitmq', '- type: rabbitmq\n      name: queue');
const SECOND = NAMED.slice(NAMED.indexOf('    - type')).replace('queueName: orders', 'queueName: returns');
const WITH_FORMULA = changed(
  `${NAMED}${changed(SECOND, 'name: queue', 'name: returns')}`,
  '  triggers:',
  '  advanced:\n    scalingModifiers:\n      formula: queue + returns\n      target: "20"\n  triggers:',
);

/** What KEDA's webhook checks on triggers as a whole. */
export const KEDA_RULES: readonly Rule[] = [
  {
    id: 'trigger-name-twice',
    severity: 'error',
    title: 'Two triggers have one name',
    reason: "A formula could mean either; KEDA's webhook refuses it.",
    fix: 'Give each its own name.',
    bad: `${NAMED}${SECOND}`,
    good: `${NAMED}${changed(SECOND, 'name: queue', 'name: returns')}`,
    check: function* (bundle) {
      for (const { triggers } of bundle.scaledObjects) {
        const seen = new Set<string>();
        for (const { node } of triggers) {
          const name = scalarAt(node, 'name');
          if (name === null) continue;
          if (seen.has(name.text)) yield { at: name, message: `another trigger is named ${name.text}` };
          seen.add(name.text);
        }
      }
    },
  },
  {
    id: 'cached-metrics',
    severity: 'error',
    title: 'useCachedMetrics on a trigger that has none',
    reason: "cpu, memory and cron are not polled; KEDA's webhook refuses it.",
    fix: 'Take useCachedMetrics away.',
    bad: `${SCALED_WORKER}    - type: cpu\n      metricType: Utilization\n      useCachedMetrics: true\n      metadata:\n        value: "80"\n`,
    good: `${SCALED_WORKER}    - type: cpu\n      metricType: Utilization\n      metadata:\n        value: "80"\n`,
    check: function* (bundle) {
      for (const { trigger } of triggersIn(bundle)) {
        const entry = entryOf(trigger.node, 'useCachedMetrics');
        if (entry !== null && textAt(entry.value) === 'true' && /^(cpu|memory|cron)$/.test(trigger.type))
          yield { at: entry.keyNode, message: `${trigger.type} has no metrics to cache` };
      }
    },
  },
  {
    id: 'metric-type-of-resource',
    severity: 'error',
    title: 'A trigger has a metricType that it cannot have',
    reason: 'Utilization is for cpu and memory alone, and Value is not for them: KEDA refuses the trigger.',
    fix: 'cpu and memory take Utilization or AverageValue, cron AverageValue, all others AverageValue or Value.',
    bad: changed(SCALED_WORKER, '- type: rabbitmq', '- type: rabbitmq\n      metricType: Utilization'),
    good: changed(SCALED_WORKER, '- type: rabbitmq', '- type: rabbitmq\n      metricType: AverageValue'),
    check: function* (bundle) {
      for (const { trigger } of triggersIn(bundle)) {
        const entry = entryOf(trigger.node, 'metricType');
        const { type, metricType } = trigger;
        const isResource = type === 'cpu' || type === 'memory';
        const wrong = isResource ? metricType === 'Value' : metricType === 'Utilization';
        if (entry !== null && wrong)
          yield { at: entry.value, message: `${type} has no metricType ${metricType}` };
        if (isResource && metricType === null && textAt(trigger.metadata, 'type') === null)
          yield {
            at: entryOf(trigger.node, 'type')?.value ?? trigger.node,
            message: `${type} needs a metricType`,
          };
      }
    },
  },
  {
    id: 'scaling-modifiers',
    severity: 'error',
    title: 'A scaling formula cannot be computed',
    reason: "KEDA's webhook refuses it.",
    fix: 'Name triggers of the object in the formula, and give a target above zero.',
    bad: changed(WITH_FORMULA, 'formula: queue + returns', 'formula: queue + orders'),
    good: WITH_FORMULA,
    check: brokenFormulas,
  },
];

/** Words of KEDA's expression language; others are names of triggers. */
const WORDS =
  /^(true|false|nil|in|not|and|or|matches|contains|startsWith|endsWith|let|abs|ceil|floor|round|max|min|mean|median|sum|count|int|float|string|len|all|any|one|none|filter|map|find|now|date|duration|if|else|first|last|get|keys|values|sort|reduce|type|bitand|bitor)$/;

function* brokenFormulas(bundle: Bundle): Generator<Complaint> {
  for (const scaled of bundle.scaledObjects) {
    const modifiers = mapAt(scaled.manifest.root, 'spec', 'advanced', 'scalingModifiers');
    const formula = scalarAt(modifiers, 'formula');
    if (modifiers === null || formula === null) continue;
    const target = scalarAt(modifiers, 'target');
    if (target === null || !(Number(target.text) > 0))
      yield {
        at: target ?? placeOfModifiers(scaled),
        message:
          target === null ? 'a formula without a target' : `the target is ${target.text}, not above zero`,
      };
    for (const name of namesIn(formula.text))
      if (!scaled.triggers.some(({ node }) => textAt(node, 'name') === name))
        yield { at: formula, message: `the formula names ${name}, and no trigger has this name` };
  }
}

function placeOfModifiers({ manifest }: ScaledObject) {
  return (
    entryAt(manifest.root, 'spec', 'advanced', 'scalingModifiers')?.keyNode ??
    specPlace({ manifest }, 'advanced')
  );
}

function namesIn(formula: string): readonly string[] {
  const withoutTexts = formula.replace(/"[^"]*"|'[^']*'/g, '');
  const names = [...withoutTexts.matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].map(([name]) => name);
  return [...new Set(names.filter((name) => !WORDS.test(name)))];
}
