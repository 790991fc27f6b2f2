import { readConfigLayer } from '../adapters/node/config-file.ts';
import { RUN_TEST_SETTINGS } from '../config/analysis-settings.ts';
import { environmentLayer } from '../config/layers.ts';
import { type Layer, resolveSettings, type Settings } from '../config/resolve-settings.ts';
import { RUN_SETTINGS } from '../config/run-settings.ts';
import { closest } from '../lib/closest.ts';
import { ACTION_SETTINGS, SHARED_SETTINGS } from './action-settings.ts';

export type ActionSettings = Settings<typeof ACTION_SETTINGS>;
type Variables = Readonly<Record<string, string | undefined>>;

const PREFIX = 'INPUT_';

/**
 * What the workflow says: inputs, then PERF_GATE_ variables, then the settings file, then defaults.
 * @param warn told of what the file says to the command line alone
 * @throws GateError CONFIG_INVALID that names every input with a wrong value; FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function readInputs(
  variables: Variables,
  cwd: string,
  warn: (message: string) => void = () => undefined,
): Promise<ActionSettings> {
  const layers = [inputLayer(variables), environmentLayer(variables, SHARED_SETTINGS)];
  const inFile = { ...RUN_SETTINGS, ...RUN_TEST_SETTINGS };
  const file = await readConfigLayer(inputOf(variables, 'config'), inFile, cwd);
  if (file !== null) for (const message of unheard(file)) warn(message);
  return resolveSettings(ACTION_SETTINGS, file === null ? layers : [...layers, withInputNames(file)]);
}

/** One input as the runner hands it over; `null` when it is not given. */
export function inputOf(variables: Variables, name: string): string | null {
  const value = variables[`${PREFIX}${name.toUpperCase()}`];
  return value === undefined || value.trim() === '' ? null : value.trim();
}

/** Inputs that there are no such of, in words; the runner passes them on all the same. */
export function unknownInputs(variables: Variables): readonly string[] {
  const names = Object.values(ACTION_SETTINGS).map(({ name }) => name);
  return Object.entries(variables)
    .filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined)
    .map(([name]) => name.slice(PREFIX.length).toLowerCase())
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = closest(name, names);
      return `there is no input ${JSON.stringify(name)}${near === null ? '' : `; did you mean ${near}?`}`;
    });
}

/** Empty inputs were not given. Those that take several values have one a line. */
function inputLayer(variables: Variables): Layer {
  const values: Record<string, unknown> = {};
  for (const { name, repeatable } of Object.values(ACTION_SETTINGS)) {
    const text = inputOf(variables, name);
    if (text !== null) values[name] = repeatable ? linesOf(text) : text;
  }
  return { values, describe: (name) => `input ${name}` };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Places of the command line: a job's folders are gone with it, so that the Action keeps baselines elsewhere. */
function unheard(file: Layer): readonly string[] {
  return [RUN_SETTINGS.store.name, RUN_TEST_SETTINGS.findings.name]
    .filter((name) => file.values[name] !== undefined)
    .map(
      (name) =>
        `${file.describe(name)} is for the command line and says nothing here; where the Action keeps baselines is its input baseline-store`,
    );
}

/** A file is written in the words of the command line, which files a baseline under `key`. */
function withInputNames(file: Layer): Layer {
  const { key, ...values } = file.values;
  return {
    values: key === undefined ? values : { ...values, [SHARED_SETTINGS.key.name]: key },
    describe: (name) => file.describe(name === SHARED_SETTINGS.key.name ? 'key' : name),
  };
}
