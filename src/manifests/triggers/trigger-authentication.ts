import { type Bundle, findManifest, ofKind } from '../bundle.ts';
import type { Manifest } from '../manifest.ts';
import type { Trigger } from '../scaled-object.ts';
import { itemsAt, mapAt, textAt } from '../yaml/read-node.ts';

/** What a trigger gets from the authentication that it names. */
export type Authentication =
  | { readonly kind: 'none' }
  /** It names one that is not among the files, or one that reads its parameters from elsewhere. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly parameters: ReadonlySet<string>; readonly podIdentity: boolean };

const LISTS: readonly (readonly string[])[] = [
  ['secretTargetRef'],
  ['configMapTargetRef'],
  ['env'],
  ['boundServiceAccountToken'],
  ['hashiCorpVault', 'secrets'],
  ['azureKeyVault', 'secrets'],
  ['gcpSecretManager', 'secrets'],
  ['awsSecretManager', 'secrets'],
];

export function authenticationOf(bundle: Bundle, owner: Manifest, trigger: Trigger): Authentication {
  if (mapAt(trigger.node, 'authenticationRef') === null) return { kind: 'none' };
  const found = findAuthentication(bundle, owner, trigger);
  if (found === null || mapAt(found.root, 'spec') === null) return { kind: 'unknown' };
  const spec = mapAt(found.root, 'spec');
  if (textAt(spec, 'filePath') !== null) return { kind: 'unknown' };
  if (['oauth2', 'azureServicePrincipal'].some((field) => mapAt(spec, field) !== null))
    return { kind: 'unknown' };
  const parameters = LISTS.flatMap((path) =>
    itemsAt(spec, ...path).map((item) => textAt(item, 'parameter') ?? ''),
  );
  const provider = textAt(spec, 'podIdentity', 'provider') ?? 'none';
  return { kind: 'known', parameters: new Set(parameters), podIdentity: provider !== 'none' };
}

/** The authentication that a trigger names; `null` when the bundle has none of that name. */
export function findAuthentication(bundle: Bundle, owner: Manifest, { node }: Trigger): Manifest | null {
  const name = textAt(node, 'authenticationRef', 'name') ?? '';
  const kind = textAt(node, 'authenticationRef', 'kind') ?? 'TriggerAuthentication';
  if (kind === 'ClusterTriggerAuthentication')
    return ofKind(bundle, kind).find((one) => one.name === name) ?? null;
  return findManifest(bundle, kind, name, owner);
}
