export type Changes =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * What the changelog says of a release, under `## X.Y.Z` with an optional date behind it.
 * The tag is `vX.Y.Z`, and the package has to be of that version.
 */
export function changesOf(tag: string, packageVersion: string, changelog: string): Changes {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
  if (version === undefined) return refused(`expected a tag such as v1.2.3, got "${tag}"`);
  if (version !== packageVersion)
    return refused(`the tag is ${tag}, but package.json has version ${packageVersion}`);
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => /^\S+/.exec(text)?.[0] === version);
  if (section === undefined) return refused(`docs/CHANGELOG.md has no section "## ${version}"`);
  const text = section.slice(section.indexOf('\n') + 1).trim();
  return text === ''
    ? refused(`the section "## ${version}" of docs/CHANGELOG.md is empty`)
    : { ok: true, text };
}

function refused(problem: string): Changes {
  return { ok: false, problem };
}
