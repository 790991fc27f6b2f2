import type { SourceText } from './source-text.ts';

interface Located {
  readonly source: SourceText;
  readonly start: number;
  /** Nodes below and including this one, aliases counted as often as they are used. */
  readonly size: number;
}

export interface ScalarNode extends Located {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly style: 'plain' | 'quoted' | 'block';
  /** As it is written, without quotes. */
  readonly text: string;
  readonly end: number;
}

export interface Entry {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly value: YamlNode;
}

export interface MapNode extends Located {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface ListNode extends Located {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

/** YAML as data that knows where each part of it stands; aliases are already followed. */
export type YamlNode = ScalarNode | MapNode | ListNode;

/** What a position can be asked of. */
export type Placed = Pick<Located, 'source' | 'start'>;
