import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { githubActionFindings, githubFindings } from './github-parser.ts';
import { usesOf } from './rules/pinned-actions.ts';
import { readWorkflow } from './workflow.ts';
import { actionContract, readRepositoryFile, workflowFiles } from './workflow-files.ts';
import { workflowRules } from './workflow-rules.ts';

const FILES = await workflowFiles();
const RULES = workflowRules(await actionContract());
const BAD = new URL('./bad/', import.meta.url);

// T-10
describe('every workflow of this repository and its examples', () => {
  it('is found', () => {
    expect(FILES).toContain('.github/workflows/ci.yml');
    expect(FILES).toContain('examples/fork-safe-comment/perf-gate-comment.yml');
    expect(FILES.length).toBeGreaterThanOrEqual(12);
  });

  it.each(FILES)("%s is understood by GitHub's own parser", async (file) => {
    expect(await githubFindings(file, await readRepositoryFile(file))).toEqual([]);
  });

  it.each(FILES)('%s keeps our rules', async (file) => {
    const workflow = readWorkflow(file, await readRepositoryFile(file));
    const broken = RULES.flatMap((rule) =>
      rule
        .check(workflow)
        .map(({ line, message }) => `${file}:${line}: ${rule.name}: ${message} (${rule.why})`),
    );
    expect(broken).toEqual([]);
  });

  it('has one commit for each tag', async () => {
    const pins = new Map<string, Set<string>>();
    for (const file of FILES) {
      const workflow = readWorkflow(file, await readRepositoryFile(file));
      for (const { value, line } of usesOf(workflow)) {
        const [action = '', commit = ''] = value.split('@');
        const repository = action.split('/').slice(0, 2).join('/');
        const pin = `${commit} ${workflow.line(line).split('#')[1]?.trim()}`;
        pins.set(repository, (pins.get(repository) ?? new Set()).add(pin));
      }
    }
    const several = [...pins].filter(([, commits]) => commits.size > 1);
    expect(several).toEqual([]);
  });
});

describe("action.yml, for GitHub's own parser", () => {
  it('is what an action is described by', async () => {
    expect(githubActionFindings(await readRepositoryFile('action.yml'))).toEqual([]);
  });

  it.each([
    ['an unknown key', 'inputz:\n  script:\n    description: A\n'],
    ['an unknown colour', 'branding:\n  icon: activity\n  color: mauve\n'],
    ['inputs that are a list', 'inputs:\n  - script\n'],
  ])('has not %s', (_, part) => {
    const text = `name: a\ndescription: b\nruns:\n  using: node24\n  main: dist/action.mjs\n${part}`;
    expect(githubActionFindings(text)).not.toEqual([]);
  });
});

/** A bad workflow says in its first line which rule it breaks, and where: `# breaks RULE at LINE[, LINE]`. */
describe.each((await readdir(BAD)).sort())('the bad workflow %s', (name) => {
  it('is caught by the rule that it names, at the lines that it names, and by no other', async () => {
    const text = await readFile(new URL(name, BAD), 'utf8');
    const [, rule, lines] = /^# breaks ([\w-]+) at ([\d, ]+)\n/.exec(text) ?? [];
    const workflow = readWorkflow(`examples/bad/${name}`, text);
    const caught = RULES.flatMap(({ name, check }) => check(workflow).map(({ line }) => `${name}:${line}`));
    const github = await githubFindings(name, text);
    const all = [...caught, ...github.map(({ line }) => `github-parser:${line}`)];
    expect([...new Set(all)].sort()).toEqual(
      lines
        ?.split(', ')
        .map((line) => `${rule}:${line}`)
        .sort(),
    );
  });
});

it('has a bad workflow for every rule', async () => {
  const named = await Promise.all(
    (await readdir(BAD)).map(
      async (name) => /^# breaks (\S+)/.exec(await readFile(new URL(name, BAD), 'utf8'))?.[1],
    ),
  );
  expect([...new Set(named)].sort()).toEqual([...RULES.map(({ name }) => name), 'github-parser'].sort());
});
