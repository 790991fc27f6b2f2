import { describe, expect, it } from 'vitest';
import { parseFieldType } from '../../../../src/manifests/schema/field-type.ts';
import { lookUpKind, TYPE_TABLE } from '../../../../src/manifests/schema/kinds.ts';
import { fieldElsewhere, suggestField } from '../../../../src/manifests/schema/suggest-field.ts';
import { valueComplaint } from '../../../../src/manifests/triggers/parameter-value.ts';
import { parseParameter } from '../../../../src/manifests/triggers/scaler.ts';
import { SCALERS } from '../../../../src/manifests/triggers/scaler-tables.ts';

describe('the tables of fields', () => {
  it('are written in the notation, and name only types that they have', () => {
    for (const fields of Object.values(TYPE_TABLE))
      for (const notation of Object.values(fields)) {
        const { base, type } = parseFieldType(notation);
        if (base === 'object') expect(TYPE_TABLE).toHaveProperty(type);
      }
  });

  it('refuse a notation that means nothing', () => {
    expect(() => parseFieldType('Container[')).toThrow('no type of a field: Container[');
    expect(() => parseParameter('txt')).toThrow('no notation of a parameter: txt');
  });

  it('of scalers are written in the notation, and their groups name parameters', () => {
    for (const { parameters, oneOf = [], atMostOne = [] } of Object.values(SCALERS)) {
      Object.values(parameters).forEach(parseParameter);
      for (const name of [...oneOf, ...atMostOne].flat()) expect(parameters).toHaveProperty(name);
    }
  });
});

describe('kinds', () => {
  it.each([
    ['apps/v1', 'Deployment', 'known'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler', 'unchecked'],
    ['example.com/v1', 'Deployment2', 'unchecked'],
    ['v1', 'PodList', 'unchecked'],
    ['apps/v1', 'Deploymnet', 'wrong'],
    ['apps/v2', 'Deployment', 'wrong'],
    ['app/v1', 'Deployment', 'wrong'],
    ['batch/v1beta1', 'CronJob', 'wrong'],
    ['keda.sh/v1', 'ScaledObject', 'wrong'],
  ])('%s %s is %s', (apiVersion, kind, expected) => {
    expect(lookUpKind(apiVersion, kind).kind).toBe(expected);
  });

  it('that are wrong come with what is right', () => {
    expect(lookUpKind('v1', 'Deployment')).toMatchObject({ fix: 'Write apiVersion: apps/v1.' });
    expect(lookUpKind('apps/v1', 'Deploymnet')).toMatchObject({ fix: 'Did you mean Deployment?' });
  });
});

it.each([
  ['maxReplicas', ['minReplicaCount', 'maxReplicaCount'], 'maxReplicaCount'],
  ['containerport', ['containerPort', 'hostPort'], 'containerPort'],
  ['polingInterval', ['pollingInterval'], 'pollingInterval'],
  ['xyz', ['pollingInterval'], null],
])('%s most likely means one of %j: %s', (word, fields, expected) => {
  expect(suggestField(word, fields)).toBe(expected);
});

it('a field may stand elsewhere', () => {
  expect(fieldElsewhere('behavior', 'ScaledObjectSpec', TYPE_TABLE, 'scalar')).toBe('fallback.behavior');
  expect(fieldElsewhere('behavior', 'ScaledObjectSpec', TYPE_TABLE, 'map')).toBe(
    'advanced.horizontalPodAutoscalerConfig.behavior',
  );
  expect(fieldElsewhere('nothing', 'ScaledObjectSpec', TYPE_TABLE, 'map')).toBeNull();
});

describe('values of metadata', () => {
  it.each([
    ['int', '5', null],
    ['int', '5.5', 'expected a whole number, got "5.5"'],
    ['int(1..)', '0', 'expected 1 or more, got 0'],
    ['int(1..9)', '10', 'expected 1 to 9, got 10'],
    ['number', '1e3', null],
    ['number', '.5', 'expected a number, got ".5"'],
    ['bool', 'True', null],
    ['bool', 'yes', 'expected true or false, got "yes"'],
    ['duration', '1m30s', null],
    ['duration', '500', null],
    ['duration', '5 s', 'expected a duration such as 5s, got "5 s"'],
    ['text(sum|max)', 'sum', null],
    ['text(sum|max)', 'SUM', 'expected one of sum, max, got "SUM"'],
  ])('%s: %s', (notation, text, expected) => {
    expect(valueComplaint(text, parseParameter(notation))?.message ?? null).toBe(expected);
  });
});
