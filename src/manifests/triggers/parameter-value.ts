import { closest } from '../../lib/closest.ts';
import type { Parameter } from './scaler.ts';

/** Why a text is no value of a parameter, and what may have been meant. */
export interface ValueComplaint {
  readonly message: string;
  readonly fix?: string;
}

/** What Go's strconv.ParseBool takes. */
const BOOLEAN = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const WHOLE = /^-?\d+$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** A duration in Go's notation, or a number of milliseconds. */
const DURATION = /^(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;
const EXPECTED: Readonly<Record<Parameter['type'], string>> = {
  text: 'text',
  int: 'a whole number',
  number: 'a number',
  bool: 'true or false',
  duration: 'a duration such as 5s',
};

/** `null` when KEDA can read the text as this parameter. */
export function valueComplaint(text: string, parameter: Parameter): ValueComplaint | null {
  const { type, choices, min, max } = parameter;
  const value = text.trim();
  if (!isOfType(value, type)) return { message: `expected ${EXPECTED[type]}, got ${JSON.stringify(value)}` };
  if (choices !== null && !choices.includes(value)) return choiceComplaint(value, choices);
  const number = Number(value);
  if ((type === 'int' || type === 'number') && (number < min || number > max))
    return {
      message: `expected ${max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`}, got ${value}`,
    };
  return null;
}

function isOfType(value: string, type: Parameter['type']): boolean {
  switch (type) {
    case 'text':
      return true;
    case 'int':
      return WHOLE.test(value);
    case 'number':
      return NUMBER.test(value);
    case 'bool':
      return BOOLEAN.test(value);
    case 'duration':
      return DURATION.test(value);
  }
}

function choiceComplaint(value: string, choices: readonly string[]): ValueComplaint {
  const near =
    closest(value, choices) ?? choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  const message = `expected one of ${choices.join(', ')}, got ${JSON.stringify(value)}`;
  return near === undefined ? { message } : { message, fix: `Did you mean ${near}?` };
}
