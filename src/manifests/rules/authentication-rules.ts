import { closest } from '../../lib/closest.ts';
import { type Bundle, ofKind, WORKLOAD_KINDS } from '../bundle.ts';
import type { Manifest } from '../manifest.ts';
import type { Complaint, Rule } from '../rule.ts';
import { suggestField } from '../schema/suggest-field.ts';
import { triggersIn } from '../triggers/bundle-triggers.ts';
import { parseParameter, type Scaler } from '../triggers/scaler.ts';
import { findAuthentication } from '../triggers/trigger-authentication.ts';
import { containersOf } from '../workload.ts';
import type { ScalarNode } from '../yaml/located-node.ts';
import { entriesAt, itemsAt, mapAt, scalarAt, textAt } from '../yaml/read-node.ts';
import { changed, documents, SCALED_WORKER } from './example-manifests.ts';

const AUTHENTICATION = `apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: rabbitmq
spec:
  secretTargetRef:
    - parameter: host
      name: rabbitmq
      key: url
`;
const AUTHENTICATED = `${changed(SCALED_WORKER, '        hostFromEnv: RABBITMQ_URL\n', '')}      authenticationRef:
        name: rabbitmq
`;

/** Who may ask, and what must not stand in a file. */
export const AUTHENTICATION_RULES: readonly Rule[] = [
  {
    id: 'authentication-not-found',
    severity: 'error',
    title: 'The TriggerAuthentication is not among the files',
    reason: 'The object is accepted, never becomes Ready, and nothing scales.',
    fix: 'Correct the name, add the object in the same namespace, or write kind: ClusterTriggerAuthentication.',
    bad: documents(changed(AUTHENTICATION, 'name: rabbitmq', 'name: rabbit'), AUTHENTICATED),
    good: documents(AUTHENTICATION, AUTHENTICATED),
    aboutAbsence: true,
    check: missingAuthentications,
  },
  {
    id: 'authentication-parameter',
    severity: 'error',
    title: 'The scaler reads no parameter of this name from an authentication',
    reason: 'The secret is read and passed over; the trigger fails for want of what was meant.',
    fix: 'Write the name as the scaler documents it; case counts.',
    bad: documents(
      changed(AUTHENTICATION, 'parameter: host', 'parameter: hots'),
      changed(AUTHENTICATED, 'queueName: orders', 'queueName: orders\n        hostFromEnv: RABBITMQ_URL'),
    ),
    good: documents(AUTHENTICATION, AUTHENTICATED),
    check: unreadParameters,
  },
  {
    id: 'inline-credentials',
    severity: 'error',
    title: 'A password stands in the manifest',
    reason: 'Whoever reads the repository or the object has it, and so has its history.',
    fix: 'Put it into a Secret, and name that by a TriggerAuthentication or secretKeyRef.',
    bad: changed(SCALED_WORKER, 'hostFromEnv: RABBITMQ_URL', 'host: amqp://guest:guest@rabbitmq:5672/'),
    good: documents(AUTHENTICATION, AUTHENTICATED),
    check: inlineCredentials,
  },
];

const NAMESPACED = 'TriggerAuthentication';
const KINDS = [NAMESPACED, 'ClusterTriggerAuthentication'];

function* missingAuthentications(bundle: Bundle): Generator<Complaint> {
  for (const { owner, trigger } of triggersIn(bundle)) {
    const name = scalarAt(trigger.node, 'authenticationRef', 'name');
    const kind = textAt(trigger.node, 'authenticationRef', 'kind') ?? NAMESPACED;
    if (name === null || !isExpected(bundle, kind) || findAuthentication(bundle, owner, trigger) !== null)
      continue;
    yield { at: name, ...whatIsThere(ofKind(bundle, kind), kind, name.text) };
  }
}

/** Only where other objects are there too: a ScaledObject alone may be checked alone. */
function isExpected({ byKind }: Bundle, kind: string): boolean {
  const neighbours = kind === NAMESPACED ? [...KINDS, ...WORKLOAD_KINDS] : [kind];
  return neighbours.some((neighbour) => byKind.has(neighbour));
}

function whatIsThere(others: readonly Manifest[], kind: string, name: string): Omit<Complaint, 'at'> {
  const elsewhere = others.find((other) => other.name === name);
  if (elsewhere !== undefined)
    return { message: `${kind} ${name} is in the namespace ${elsewhere.namespace}, not here` };
  const message = `there is no ${kind} ${name} among the files`;
  const near = closest(
    name,
    others.map((other) => other.name),
  );
  return near === null ? { message } : { message, fix: `Did you mean ${near}?` };
}

function* unreadParameters(bundle: Bundle): Generator<Complaint> {
  for (const { owner, trigger, scaler } of triggersIn(bundle)) {
    const found =
      scaler === null || mapAt(trigger.node, 'authenticationRef') === null
        ? null
        : findAuthentication(bundle, owner, trigger);
    if (scaler === null || scaler.open === true || found === null) continue;
    const readable = authenticationNames(scaler);
    for (const list of ['secretTargetRef', 'configMapTargetRef', 'env'])
      for (const item of itemsAt(found.root, 'spec', list)) {
        const parameter = scalarAt(item, 'parameter');
        if (parameter === null || readable.includes(parameter.text)) continue;
        const near = suggestField(parameter.text, readable);
        const message = `${trigger.type} reads no parameter ${JSON.stringify(parameter.text)} from an authentication`;
        yield near === null
          ? { at: parameter, message }
          : { at: parameter, message, fix: `Did you mean ${near}?` };
      }
  }
}

function authenticationNames({ parameters }: Scaler): readonly string[] {
  return Object.keys(parameters).filter(
    (name) => parseParameter(parameters[name] ?? 'text').fromAuthentication,
  );
}

const WITH_PASSWORD = /\w+:\/\/[^\s/:@]+:[^\s/@$]+@|\b(AccountKey|SharedAccessKey|Password|Pwd)=[^;\s$]+/i;
const SECRET_NAME =
  /^(password|sentinelPassword|apiKey|appKey|token|bearerToken|awsSecretAccessKey|personalAccessToken|accessToken|clientSecret|queryKey|sasl_?password)$/i;

function* inlineCredentials(bundle: Bundle): Generator<Complaint> {
  for (const { trigger } of triggersIn(bundle))
    for (const { key, value } of entriesAt(trigger.metadata)) {
      if (value.kind !== 'scalar' || value.text === '') continue;
      if (SECRET_NAME.test(key) || WITH_PASSWORD.test(value.text))
        yield { at: value, message: `${key} holds a password in plain text` };
    }
  for (const workload of ofKind(bundle, ...WORKLOAD_KINDS, 'DaemonSet'))
    for (const value of environmentValues(workload))
      if (WITH_PASSWORD.test(value.text))
        yield { at: value, message: 'the environment holds a password in plain text' };
}

function environmentValues(workload: Parameters<typeof containersOf>[0]): readonly ScalarNode[] {
  return containersOf(workload).flatMap((container) =>
    itemsAt(container, 'env').flatMap((variable) => scalarAt(variable, 'value') ?? []),
  );
}
