import type { Workflow } from './workflow.ts';

export interface Finding {
  readonly line: number;
  readonly message: string;
}

/** Something that must hold for a workflow file; it says what does not. */
export interface Rule {
  readonly name: string;
  readonly why: string;
  check(workflow: Workflow): readonly Finding[];
}
