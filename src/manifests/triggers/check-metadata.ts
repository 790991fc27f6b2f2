import { closest } from '../../lib/closest.ts';
import { headOf } from '../manifest.ts';
import type { Complaint } from '../rule.ts';
import { described } from '../schema/check-scalar.ts';
import { suggestField } from '../schema/suggest-field.ts';
import type { Entry, Placed } from '../yaml/located-node.ts';
import { entriesAt, entryOf, textAt } from '../yaml/read-node.ts';
import type { OwnedTrigger } from './bundle-triggers.ts';
import { valueComplaint } from './parameter-value.ts';
import { parseParameter, type Scaler } from './scaler.ts';
import { TRIGGER_TYPES } from './scaler-tables.ts';
import type { Authentication } from './trigger-authentication.ts';

const FROM_ENVIRONMENT = /FromEnv$/;

/** A type that KEDA does not have. */
export function* unknownType({ trigger }: OwnedTrigger): Generator<Complaint> {
  const { type, node } = trigger;
  if (type === '' || TRIGGER_TYPES.includes(type)) return;
  const near =
    closest(type, TRIGGER_TYPES) ??
    TRIGGER_TYPES.find((known) => known.startsWith(type) || type.startsWith(known));
  const at = entryOf(node, 'type')?.value ?? node;
  const message = `KEDA has no scaler of the type ${JSON.stringify(type)}`;
  yield near === undefined ? { at, message } : { at, message, fix: `Did you mean ${near}?` };
}

/** Names that the scaler does not read. */
export function* unknownNames({ trigger, scaler }: OwnedTrigger): Generator<Complaint> {
  if (scaler === null || scaler.open === true) return;
  for (const { key, keyNode } of entriesAt(trigger.metadata)) {
    if (isReadable(scaler, key) || isDeprecated(scaler, key)) continue;
    yield unknownName(scaler, key, keyNode, trigger.type);
  }
}

function unknownName(scaler: Scaler, key: string, at: Placed, type: string): Complaint {
  const secret = scaler.parameters[key];
  if (secret !== undefined) {
    const message = `${type} does not read ${key} from metadata`;
    const { fromEnvironment } = parseParameter(secret);
    const where = fromEnvironment
      ? `${key}FromEnv, or by a TriggerAuthentication`
      : 'a TriggerAuthentication';
    return { at, message, fix: `Give it as ${where}.` };
  }
  const near = suggestField(key, readableNames(scaler));
  const message = `${type} reads no metadata of the name ${JSON.stringify(key)}`;
  return near === null ? { at, message } : { at, message, fix: `Did you mean ${near}?` };
}

function isReadable({ parameters }: Scaler, key: string): boolean {
  const own = Object.hasOwn(parameters, key) ? parameters[key] : undefined;
  if (own !== undefined && parseParameter(own).inMetadata) return true;
  const base = key.replace(FROM_ENVIRONMENT, '');
  const fromEnvironment = base !== key && Object.hasOwn(parameters, base) ? parameters[base] : undefined;
  return fromEnvironment !== undefined && parseParameter(fromEnvironment).fromEnvironment;
}

function readableNames({ parameters }: Scaler): readonly string[] {
  return Object.entries(parameters).flatMap(([name, notation]) => {
    const { inMetadata, fromEnvironment } = parseParameter(notation);
    return [...(inMetadata ? [name] : []), ...(fromEnvironment ? [`${name}FromEnv`] : [])];
  });
}

function isDeprecated({ deprecated = {} }: Scaler, key: string): boolean {
  return Object.hasOwn(deprecated, key);
}

/** Names that are no longer read, or soon will not be. */
export function* deprecatedNames({ trigger, scaler }: OwnedTrigger): Generator<Complaint> {
  for (const [name, advice] of Object.entries(scaler?.deprecated ?? {})) {
    const entry = entryOf(trigger.metadata, name);
    if (entry !== null)
      yield { at: entry.keyNode, message: `${trigger.type}: ${name} is deprecated`, fix: advice };
  }
}

/** Metadata is a map of text to text: the API server refuses `value: 20`. */
export function* untypedValues({ trigger }: OwnedTrigger): Generator<Complaint> {
  for (const { key, value } of entriesAt(trigger.metadata))
    if (value.kind !== 'scalar' || (typeof value.value !== 'string' && value.value !== null)) {
      const complaint = { at: value, message: `${key}: metadata takes text only, got ${described(value)}` };
      yield value.kind === 'scalar' ? { ...complaint, fix: `Quote it: ${key}: "${value.text}".` } : complaint;
    }
}

/** Values that the scaler cannot read. */
export function* badValues({ trigger, scaler }: OwnedTrigger): Generator<Complaint> {
  for (const entry of entriesAt(trigger.metadata)) {
    const notation = scaler?.parameters[entry.key];
    const text = textOf(entry);
    if (notation === undefined || text === null) continue;
    const complaint = valueComplaint(text, parseParameter(notation));
    if (complaint !== null)
      yield { ...complaint, at: entry.value, message: `${trigger.type}: ${entry.key}: ${complaint.message}` };
  }
}

function textOf({ value }: Entry): string | null {
  if (value.kind !== 'scalar') return null;
  return value.text.trim() === '' ? null : value.text;
}

/** Parameters that the scaler cannot do without and that nothing gives. */
export function* missingNames(owned: OwnedTrigger, authentication: Authentication): Generator<Complaint> {
  const { trigger, scaler, owner } = owned;
  if (scaler === null) return;
  const at = trigger.metadata ?? entryOf(trigger.node, 'type')?.value ?? headOf(owner);
  const given = (name: string) => isGiven(owned, scaler, name, authentication);
  for (const [name, notation] of Object.entries(scaler.parameters))
    if (parseParameter(notation).required && !given(name))
      yield { at: triggerPlace(owned, at), message: `${trigger.type} needs ${choicesOf(scaler, [name])}` };
  for (const group of scaler.oneOf ?? [])
    if (!group.some(given))
      yield { at: triggerPlace(owned, at), message: `${trigger.type} needs ${choicesOf(scaler, group)}` };
}

/** The line of `type:`, where a reader looks first. */
function triggerPlace({ trigger }: OwnedTrigger, fallback: Placed): Placed {
  return entryOf(trigger.node, 'type')?.value ?? fallback;
}

function isGiven(
  { trigger }: OwnedTrigger,
  scaler: Scaler,
  name: string,
  authentication: Authentication,
): boolean {
  const { fromEnvironment, fromAuthentication } = parseParameter(scaler.parameters[name] ?? 'text');
  if (hasText(trigger.metadata, name)) return true;
  if (fromEnvironment && hasText(trigger.metadata, `${name}FromEnv`)) return true;
  if (!fromAuthentication || authentication.kind === 'none') return false;
  return (
    authentication.kind === 'unknown' || authentication.podIdentity || authentication.parameters.has(name)
  );
}

function hasText(metadata: OwnedTrigger['trigger']['metadata'], name: string): boolean {
  return (textAt(metadata, name) ?? '').trim() !== '';
}

function choicesOf({ parameters }: Scaler, names: readonly string[]): string {
  const ways = names.flatMap((name) => {
    const { inMetadata, fromEnvironment, fromAuthentication } = parseParameter(parameters[name] ?? 'text');
    const here = [...(inMetadata ? [name] : []), ...(fromEnvironment ? [`${name}FromEnv`] : [])];
    return fromAuthentication ? [...here, `${name} of a TriggerAuthentication`] : here;
  });
  return ways.join(' or ');
}

/** Parameters that exclude each other and are both on. */
export function* conflictingNames({ trigger, scaler }: OwnedTrigger): Generator<Complaint> {
  for (const group of scaler?.atMostOne ?? []) {
    const on = group.flatMap((name) => {
      const entry = entryOf(trigger.metadata, name);
      return entry !== null && !/^(|0|f|false|n|no)$/i.test(textOf(entry) ?? '') ? [entry] : [];
    });
    const [first, second] = on;
    if (first !== undefined && second !== undefined)
      yield { at: second.keyNode, message: `${trigger.type} takes ${first.key} or ${second.key}, not both` };
  }
}
