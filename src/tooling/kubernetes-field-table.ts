import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes `src/manifests/schema/kubernetes-fields.json`: the fields of Kubernetes' own kinds, from the type
 * declarations of `@kubernetes/client-node` (Apache-2.0). Run by hand when a new release matters:
 * `npx tsx src/tooling/kubernetes-field-table.ts PATH-OF-THE-PACKAGE`.
 */
const KINDS = [
  ...['Pod', 'Service', 'ConfigMap', 'Secret', 'Namespace', 'ServiceAccount', 'ResourceQuota', 'LimitRange'],
  ...['PersistentVolumeClaim', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'],
  ...['PodDisruptionBudget', 'Ingress', 'NetworkPolicy', 'Role', 'RoleBinding', 'ClusterRole'],
  ...['ClusterRoleBinding', 'APIService', 'PriorityClass'],
].map((kind) => `V1${kind}`);
const ROOTS = [...KINDS, 'V2HorizontalPodAutoscaler'];
/** What only the cluster writes: taken as it is, where someone exports an object. */
const TAKEN_AS_IS = /^(V1ManagedFieldsEntry|V\d\w+Status)$/;
const FIELD = /^ {4}'(?<name>[^']+)'(?<optional>\?)?: (?<type>\{[^}]*\}|[^;{]+);$/gm;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('expected the path of @kubernetes/client-node');
const models = path.join(folder, 'dist/gen/models');
const types: Record<string, Record<string, string>> = {};
for (const root of ROOTS) await addType(root);
const target = fileURLToPath(new URL('../manifests/schema/kubernetes-fields.json', import.meta.url));
const rows = Object.entries(types).map(
  ([name, fields]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fields)}`,
);
await writeFile(target, `{\n${rows.join(',\n')}\n}\n`);
console.log(`${rows.length} types written`);

async function addType(name: string): Promise<void> {
  const short = shortName(name);
  if (types[short] !== undefined) return;
  const text = await readFile(path.join(models, `${name}.d.ts`), 'utf8');
  const formats = await integerFields(name);
  const fields: Record<string, string> = {};
  types[short] = fields;
  const found = [...text.matchAll(FIELD)].map(({ groups }) => groups ?? {});
  for (const { name: field = '', optional, type = '' } of found)
    fields[unescaped(field)] = `${notation(type, formats.has(field))}${optional === undefined ? '!' : ''}`;
  for (const { type = '' } of found)
    for (const [used] of type.matchAll(/\b(?:Core|Batch|Rbac|Apiregistration)?V\d\w+/g))
      if (!TAKEN_AS_IS.test(used)) await addType(used);
}

/** `number` in a declaration; the attribute table says which of them are whole. */
async function integerFields(name: string): Promise<ReadonlySet<string>> {
  const code = await readFile(path.join(models, `${name}.js`), 'utf8');
  const rows = code.matchAll(/"name": "(\w+)",\s+"baseName": "[^"]+",\s+"type": "number",\s+"format": "int/g);
  return new Set([...rows].map(([, field]) => field ?? ''));
}

/** The notation of `src/manifests/schema/field-type.ts`. */
function notation(type: string, whole: boolean): string {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) return `${notation(list, whole)}[]`;
  const values = /^\{\s*\[key: string\]: (.+?);\s*\}$/s.exec(type)?.[1];
  if (values !== undefined) return `{${notation(values, whole)}}`;
  if (type === 'number') return whole ? 'int' : 'number';
  if (type === 'boolean') return 'bool';
  if (type === 'Date') return 'string';
  if (type === 'IntOrString') return 'intOrString';
  if (TAKEN_AS_IS.test(type)) return 'any';
  return /V\d/.test(type) ? shortName(type) : type;
}

function shortName(name: string): string {
  return name.replace(/^([A-Za-z]*?)V\d(?:beta\d)?/, '$1');
}

/** The generator's names for fields that are words of the language. */
function unescaped(field: string): string {
  return field.replace(/^_/, '');
}
