import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/tooling/changes-of.ts';

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.0 (2026-03-01)\n\n- Faster.\n\n### Fixed\n\n- A bug.\n\n## 1.1.0\n\n## 1.0.0\n\n- First.\n';

// T-34
describe('the notes of a release', () => {
  it.each([
    ['1.2.0', '1.2.0', /expected a tag such as v1\.2\.3, got "1\.2\.0"/],
    ['v1.2', '1.2.0', /expected a tag/],
    ['v1.2.0-rc.1', '1.2.0', /expected a tag/],
    ['', '1.2.0', /expected a tag/],
    ['v1.2.0', '1.3.0', /the tag is v1\.2\.0, but package\.json has version 1\.3\.0/],
    ['v1.3.0', '1.3.0', /no section "## 1\.3\.0"/],
    ['v1.1.0', '1.1.0', /is empty/],
    // Not a prefix of another version.
    ['v1.2.1', '1.2.1', /no section/],
  ])('refuse the tag %j for version %s', (tag, version, problem) => {
    expect(changesOf(tag, version, CHANGELOG)).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });

  it('are the section of the version, with its parts', () => {
    expect(changesOf('v1.2.0', '1.2.0', CHANGELOG)).toEqual({
      ok: true,
      text: '- Faster.\n\n### Fixed\n\n- A bug.',
    });
  });

  it('end with the file', () => {
    expect(changesOf('v1.0.0', '1.0.0', CHANGELOG)).toEqual({ ok: true, text: '- First.' });
  });
});
