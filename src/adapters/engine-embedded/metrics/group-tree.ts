import { createHash } from 'node:crypto';
import type { EngineSample } from '../vu/vu-backend.ts';

/** A check of a group with how often it passed and failed. */
export interface CheckCount {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  passes: number;
  fails: number;
}

/** A group with its groups and checks in order of appearance: the shape of `root_group` in k6's summaries. */
export interface GroupNode {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly groups: GroupNode[];
  readonly checks: CheckCount[];
}

const SEPARATOR = '::';

/** Groups and checks of a test, gathered from its samples. */
export class GroupTree {
  readonly root: GroupNode = makeGroup('', '');
  readonly #groups = new Map<string, GroupNode>([['', this.root]]);
  readonly #checks = new Map<string, CheckCount>();

  /** Takes in a `checks` or `group_duration` sample; others say nothing new. */
  add({ metric, tags, value }: EngineSample): void {
    if (metric === 'group_duration') this.#group(tags.group ?? '');
    if (metric !== 'checks') return;
    const check = this.#check(tags.group ?? '', tags.check ?? '');
    if (value !== 0) check.passes += 1;
    else check.fails += 1;
  }

  #check(group: string, name: string): CheckCount {
    const path = `${group}${SEPARATOR}${name}`;
    const known = this.#checks.get(path);
    if (known !== undefined) return known;
    const check = { name, path, id: idOf(path), passes: 0, fails: 0 };
    this.#checks.set(path, check);
    this.#group(group).checks.push(check);
    return check;
  }

  #group(path: string): GroupNode {
    const known = this.#groups.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf(SEPARATOR);
    const group = makeGroup(path.slice(cut + SEPARATOR.length), path);
    this.#groups.set(path, group);
    this.#group(path.slice(0, Math.max(0, cut))).groups.push(group);
    return group;
  }
}

function makeGroup(name: string, path: string): GroupNode {
  return { name, path, id: idOf(path), groups: [], checks: [] };
}

/** k6 identifies groups and checks by the MD5 of their path. */
function idOf(path: string): string {
  return createHash('md5').update(path).digest('hex');
}
