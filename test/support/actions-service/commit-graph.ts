/** Commits of the repository with their parents, and where its branches stand. */
export class CommitGraph {
  readonly #parents = new Map<string, readonly string[]>();
  readonly #branches = new Map<string, string>();

  commit(sha: string, parents: readonly string[]): string {
    this.#parents.set(sha, parents);
    return sha;
  }

  point(branch: string, sha: string): void {
    this.#branches.set(branch, sha);
  }

  parentsOf(sha: string): readonly string[] {
    return this.#parents.get(sha) ?? [];
  }

  /** What the second has and the first does not, oldest first; `null` where one of them is not there. */
  between(from: string, to: string): readonly string[] | null {
    const [base, head] = [this.#resolve(from), this.#resolve(to)];
    if (base === null || head === null) return null;
    const known = new Set(this.#reach(base, new Set()));
    return this.#reach(head, known).reverse();
  }

  clear(): void {
    this.#parents.clear();
    this.#branches.clear();
  }

  #resolve(name: string): string | null {
    const sha = this.#branches.get(name) ?? name;
    return this.#parents.has(sha) ? sha : null;
  }

  /** Newest first: every commit before its parents. */
  #reach(start: string, known: ReadonlySet<string>): string[] {
    const seen = new Set<string>();
    const done: string[] = [];
    const visit = (sha: string): void => {
      if (known.has(sha) || seen.has(sha)) return;
      seen.add(sha);
      for (const parent of this.parentsOf(sha)) visit(parent);
      done.push(sha);
    };
    visit(start);
    return done.reverse();
  }
}
