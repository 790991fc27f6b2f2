import { checkFiles } from '../../src/manifests/check-files.ts';
import { RULES } from '../../src/manifests/rules/rules.ts';
import { SHOP_FILE } from '../support/manifests/shop-file.ts';

const DOCUMENTS = 10_000;

/** Ten thousand objects in one file, as a big `kustomize build` prints them: every namespace has the shop once. */
export async function benchManifests(): Promise<void> {
  const perShop = SHOP_FILE.split('---\n').length;
  const shops = Array.from({ length: DOCUMENTS / perShop }, (_, index) =>
    SHOP_FILE.replaceAll(/namespace: (shop|search)/g, `namespace: $1-${index}`),
  );
  const text = shops.join('---\n');
  const [begin, used] = [process.hrtime.bigint(), process.cpuUsage()];
  const { documents, findings } = checkFiles([{ name: 'all.yaml', text, named: true }], RULES);
  const wall = Number(process.hrtime.bigint() - begin) / 1e9;
  const { user, system } = process.cpuUsage(used);
  console.log(
    `manifests check of ${documents} documents (${(text.length / 2 ** 20).toFixed(1)} MiB, ${RULES.length} rules): ${wall.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU, ${findings.length} findings`,
  );
}
