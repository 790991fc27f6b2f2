import { descendants, type HtmlElement, textOf } from './html-node.ts';

export interface FormValue {
  readonly name: string;
  readonly value: string;
}

const NEVER_SENT: ReadonlySet<string> = new Set(['submit', 'button', 'reset', 'image', 'file']);

/** What a browser would send of the fields in these elements, in document order. */
export function formValues(elements: readonly HtmlElement[]): FormValue[] {
  return elements
    .flatMap((element) => [element, ...descendants(element)])
    .filter(isSent)
    .flatMap((field) => {
      const value = fieldValue(field);
      const values = Array.isArray(value) ? value : [value ?? ''];
      return values.map((text) => ({ name: field.attributes.get('name') ?? '', value: text }));
    });
}

/** The value of a field as jQuery's `val()` has it; several of a select that takes several. */
export function fieldValue(field: HtmlElement): string | string[] | undefined {
  switch (field.name) {
    case 'textarea':
      return textOf(field);
    case 'option':
      return field.attributes.get('value') ?? optionText(field);
    case 'select':
      return selectValue(field);
    case 'input': {
      const type = field.attributes.get('type')?.toLowerCase();
      return field.attributes.get('value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '');
    }
    default:
      return field.attributes.get('value');
  }
}

/** What a browser shows of an option. */
export function optionText(option: HtmlElement): string {
  return textOf(option).trim().replace(/\s+/g, ' ');
}

function selectValue(select: HtmlElement): string | string[] | undefined {
  const options = [...descendants(select)].filter(({ name }) => name === 'option');
  const chosen = options.filter(({ attributes }) => attributes.has('selected'));
  if (select.attributes.has('multiple')) return chosen.map((option) => String(fieldValue(option)));
  const option = chosen.at(-1) ?? options[0];
  return option === undefined ? undefined : String(fieldValue(option));
}

function isSent({ name, attributes }: HtmlElement): boolean {
  if (!['input', 'select', 'textarea'].includes(name)) return false;
  if ((attributes.get('name') ?? '') === '' || attributes.has('disabled')) return false;
  const type = attributes.get('type')?.toLowerCase() ?? '';
  if (name === 'input' && NEVER_SENT.has(type)) return false;
  return !(name === 'input' && (type === 'checkbox' || type === 'radio')) || attributes.has('checked');
}
