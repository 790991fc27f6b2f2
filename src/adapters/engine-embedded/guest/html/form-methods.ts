import { fieldValue, optionText } from './form-fields.ts';
import { ancestors, descendants, type HtmlElement, rootOf, textOf } from './html-node.ts';

type Read = (element: HtmlElement) => unknown;
type Methods = Readonly<Record<string, Read>>;

/** Elements that a form lists. */
const LISTED: ReadonlySet<string> = new Set(
  'button fieldset input keygen object output select textarea'.split(' '),
);
/** Elements that a label can be of. */
const LABELLED: ReadonlySet<string> = new Set(
  'button input keygen meter output progress select textarea'.split(' '),
);

function attribute({ attributes }: HtmlElement, name: string): string | undefined {
  return attributes.get(name);
}

function withId(element: HtmlElement, id: string): HtmlElement | undefined {
  return [...descendants(rootOf(element))].find((other) => attribute(other, 'id') === id);
}

/** The form that a field belongs to: the one that it names, or the one around it. */
function formOf(field: HtmlElement): HtmlElement | undefined {
  const id = attribute(field, 'form');
  if (id !== undefined) return withId(field, id);
  return ancestors(field).find(({ name }) => name === 'form');
}

function elementsOf(form: HtmlElement): HtmlElement[] {
  const isOfForm = (field: HtmlElement) => form.name === 'fieldset' || formOf(field) === form;
  const around = form.name === 'fieldset' ? form : rootOf(form);
  return [...descendants(around)].filter(
    (field) =>
      LISTED.has(field.name) && attribute(field, 'type')?.toLowerCase() !== 'image' && isOfForm(field),
  );
}

function controlOf(label: HtmlElement): HtmlElement | undefined {
  const id = attribute(label, 'for');
  if (id !== undefined) return withId(label, id);
  return [...descendants(label)].find(({ name }) => LABELLED.has(name));
}

function labelsOf(field: HtmlElement): HtmlElement[] {
  return [...descendants(rootOf(field))].filter(
    (label) => label.name === 'label' && controlOf(label) === field,
  );
}

function optionsOf(list: HtmlElement): HtmlElement[] {
  return [...descendants(list)].filter(({ name }) => name === 'option');
}

function selectOf(option: HtmlElement): HtmlElement | undefined {
  return ancestors(option).find(({ name }) => name === 'select' || name === 'datalist');
}

/** As browsers show it: of a list with one choice the first option is chosen where none is. */
function selectedOptions(select: HtmlElement): HtmlElement[] {
  const options = optionsOf(select);
  const chosen = options.filter(({ attributes }) => attributes.has('selected'));
  if (select.attributes.has('multiple')) return chosen;
  const last = chosen.at(-1) ?? options[0];
  return last === undefined ? [] : [last];
}

/** An attribute of the button, or else of its form. */
function ofButtonOrForm(own: string, ofForm: string, fallback: string): Read {
  return (field) => attribute(field, own) ?? attribute(formOf(field) ?? field, ofForm) ?? fallback;
}

function numberOf(element: HtmlElement, name: string, fallback: number): number {
  const value = Number.parseFloat(attribute(element, name) ?? '');
  return Number.isFinite(value) ? value : fallback;
}

export const FORM_METHODS: Methods = {
  elements: elementsOf,
  length: (form) => elementsOf(form).length,
  method: (form) => (attribute(form, 'method')?.toLowerCase() === 'post' ? 'post' : 'get'),
};

export const FIELDSET_METHODS: Methods = {
  elements: elementsOf,
  form: formOf,
  type: () => 'fieldset',
  validity: () => undefined,
};

/** Of `button` and `input`. */
export const FIELD_METHODS: Methods = {
  form: formOf,
  labels: labelsOf,
  formAction: ofButtonOrForm('formaction', 'action', ''),
  formEnctype: ofButtonOrForm('formenctype', 'enctype', 'application/x-www-form-urlencoded'),
  formMethod: ofButtonOrForm('formmethod', 'method', 'get'),
  formNoValidate: (field) =>
    field.attributes.has('formnovalidate') || formOf(field)?.attributes.has('novalidate') === true,
  formTarget: ofButtonOrForm('formtarget', 'target', ''),
};

/** Of elements that belong to a form. */
export const OWNED_METHODS: Methods = { form: formOf };
/** Of elements that can have labels. */
export const LABELLED_METHODS: Methods = { labels: labelsOf };

export const LABEL_METHODS: Methods = {
  control: controlOf,
  form: (label) => {
    const control = controlOf(label);
    return control === undefined ? undefined : formOf(control);
  },
};

export const DATALIST_METHODS: Methods = { options: optionsOf };

export const SELECT_METHODS: Methods = {
  length: (select) => optionsOf(select).length,
  options: optionsOf,
  selectedIndex: (select) => {
    const [first] = selectedOptions(select);
    return first === undefined ? -1 : optionsOf(select).indexOf(first);
  },
  selectedOptions,
  size: (select) => numberOf(select, 'size', 0),
  type: (select) => (select.attributes.has('multiple') ? 'select-multiple' : 'select-one'),
  value: (select) => {
    const [first] = selectedOptions(select);
    return first === undefined ? '' : fieldValue(first);
  },
};

export const OPTION_METHODS: Methods = {
  disabled: (option) =>
    option.attributes.has('disabled') ||
    ancestors(option).some(({ name, attributes }) => name === 'optgroup' && attributes.has('disabled')),
  form: (option) => {
    const select = selectOf(option);
    return select === undefined ? undefined : formOf(select);
  },
  index: (option) => {
    const select = selectOf(option);
    return select === undefined ? 0 : optionsOf(select).indexOf(option);
  },
  label: (option) => attribute(option, 'label') ?? optionText(option),
  text: optionText,
  value: fieldValue,
};

export const OUTPUT_METHODS: Methods = { defaultValue: textOf, value: textOf };

export const TEXTAREA_METHODS: Methods = { length: (area) => textOf(area).length };

export const PROGRESS_METHODS: Methods = {
  max: (progress) => Math.max(0, numberOf(progress, 'max', 1)) || 1,
  position: (progress) => {
    if (!progress.attributes.has('value')) return -1;
    return numberOf(progress, 'value', 0) / (Math.max(0, numberOf(progress, 'max', 1)) || 1);
  },
  value: (progress) => Math.max(0, numberOf(progress, 'value', 0)),
};

/** An attribute as a number; `fallback` where it is none. */
export function numberMethod(name: string, fallback: number): Read {
  return (element) => numberOf(element, name, fallback);
}
