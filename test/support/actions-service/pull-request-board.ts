/** A pull request as far as the API's answers need it. */
export interface BoardPull {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly author: string;
  /** `owner/name`; `null` where the fork was deleted. */
  readonly headRepository: string | null;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly labels: readonly string[];
  /** The commit that its merge made on the base branch; `null` while it is open. */
  readonly mergeCommit: string | null;
  readonly isLocked: boolean;
}

/** Somebody set a label, or took it off. */
export interface BoardLabelEvent {
  readonly issue: number;
  readonly event: 'labeled' | 'unlabeled';
  readonly label: string;
  readonly actor: string;
  readonly at: string;
}

export interface BoardComment {
  readonly id: number;
  readonly issue: number;
  /** `github-actions[bot]`, `octocat`. */
  readonly author: string;
  body: string;
}

/** Pull requests of the repository, their labels and comments. */
export class PullRequestBoard {
  readonly pulls: BoardPull[] = [];
  comments: BoardComment[] = [];
  readonly labelEvents: BoardLabelEvent[] = [];
  /** Called once after the next list of comments was answered: a race with somebody else. */
  afterNextList: (() => void) | null = null;
  /** Whom the token belongs to. */
  viewer = 'github-actions[bot]';
  readonly #repository: string;
  #nextId = 70_001;

  constructor(repository = 'octo/shop') {
    this.#repository = repository;
  }

  /** Opens a pull request: from a branch of the repository itself unless told otherwise. */
  open(given: Partial<BoardPull> = {}): BoardPull {
    const number = given.number ?? this.pulls.length + 7;
    const pull: BoardPull = {
      number,
      state: 'open',
      title: `Change ${number}`,
      author: 'octocat',
      headRepository: this.#repository,
      headBranch: `feature-${number}`,
      headSha: number.toString(16).padStart(40, 'b'),
      baseBranch: 'main',
      labels: [],
      mergeCommit: null,
      isLocked: false,
      ...given,
    };
    this.pulls.push(pull);
    return pull;
  }

  /** Replaces facts of a pull request: a push, a label, its end. */
  change(number: number, facts: Partial<BoardPull>): void {
    const index = this.pulls.findIndex((pull) => pull.number === number);
    const pull = this.pulls[index];
    if (pull !== undefined) this.pulls[index] = { ...pull, ...facts };
  }

  /** Sets a label in somebody's name. */
  label(number: number, label: string, actor: string, at = '2026-11-14T09:30:00Z'): void {
    const labels = this.pulls.find((pull) => pull.number === number)?.labels ?? [];
    this.change(number, { labels: [...labels, label] });
    this.labelEvents.push({ issue: number, event: 'labeled', label, actor, at });
  }

  /** Merges a pull request; the answer is the commit that this made. */
  merge(number: number): string {
    const mergeCommit = number.toString(16).padStart(40, 'c');
    this.change(number, { state: 'closed', mergeCommit });
    return mergeCommit;
  }

  comment(issue: number, body: string, author = this.viewer): BoardComment {
    const comment = { id: this.#nextId++, issue, author, body };
    this.comments.push(comment);
    return comment;
  }

  of(issue: number): readonly BoardComment[] {
    return this.comments.filter((comment) => comment.issue === issue);
  }

  remove(id: number): boolean {
    const before = this.comments.length;
    this.comments = this.comments.filter((comment) => comment.id !== id);
    return this.comments.length < before;
  }
}
