import type { Problem } from '../problem.ts';
import type { YamlNode } from './located-node.ts';

export interface YamlDocument {
  /** `null` for a document without content, and for one that cannot be read. */
  readonly root: YamlNode | null;
  readonly problems: readonly Problem[];
}

/** More nodes than this in one document come from aliases of aliases. */
const MAX_NODES = 200_000;

/** A document that was read, unless it is too large to be looked at. */
export function soundDocument(content: YamlNode, problems: readonly Problem[]): YamlDocument {
  if (content.size > MAX_NODES) return brokenDocument(tooLarge(content));
  const empty = content.kind === 'scalar' && content.value === null;
  return { root: empty ? null : content, problems };
}

export function brokenDocument(problem: Problem): YamlDocument {
  return { root: null, problems: [problem] };
}

function tooLarge(root: YamlNode): Problem {
  const message = `aliases make ${root.size} nodes of this document, more than ${MAX_NODES} are not read`;
  return { rule: 'yaml-too-large', at: root, message };
}
