import type { ConformanceCase } from '../conformance-case.ts';

const PAGE = [
  '<form id="f" action="/go" method="post"><fieldset id="fs" form="f"><legend id="lg">L</legend>',
  '<label id="lb" for="in">Name</label><input id="in" name="n" value="v"><label id="lb2"><select id="se" name="s" size="3"><optgroup disabled><option id="o1" value="1">One</option></optgroup>',
  '<option id="o2" selected label="two">  The\n second </option></select></label></fieldset>',
  '<textarea id="ta">four</textarea><button id="b1" name="b" value="w">x</button><button id="b2" formaction="/other" formmethod="get" formenctype="text/plain" formtarget="_top" formnovalidate>y</button>',
  '<output id="ou">9</output><progress id="pr" max="4" value="1"></progress><meter id="me" value="2"></meter><object id="ob"></object><keygen id="kg"></form>',
  '<select id="mu" multiple><option>p<option>q</select><datalist id="dl"><option>d</datalist>',
  '<a id="a1" rel="nofollow next" href="https://ann:pw@Shop.example:8443/p/q?x=1#top">there</a><a id="a2" href="/p?y#z">near</a><link id="li" rel="a b">',
  '<canvas id="ca" width="20"></canvas><map id="mp" name="m"><area id="ar" href="/ar"></map><img usemap="#m" id="im">',
  '<video id="vi"><track></video><style id="st">p{}</style><title id="ti">T</title><script id="sc">var a;</script>',
  '<table id="tb"><caption>C</caption><colgroup><col id="co" span="2"></colgroup><thead id="th"><tr><th>h</th></tr></thead><tbody id="bo"><tr id="r2"><td>1</td><td id="c2">2</td></tr></tbody><tfoot><tr id="r3"><td>f</td></tr></tfoot></table>',
].join('');

const INIT = `import { parseHTML } from 'k6/html'; const page = parseHTML(${JSON.stringify(PAGE)}); const at = (id) => page.find('#' + id).get(0); const ids = (list) => list.map((e) => e.id());`;

/** Classes that declare nothing of their own, each with its element. */
const PLAIN: Readonly<Record<string, string>> = {
  Anchor: 'a',
  Area: 'area',
  Audio: 'audio',
  Base: 'base',
  Data: 'data',
  Del: 'del',
  Embed: 'embed',
  IFrame: 'iframe',
  Image: 'img',
  Ins: 'ins',
  Li: 'li',
  Meta: 'meta',
  Mod: 'ins',
  OList: 'ol',
  OptGroup: 'optgroup',
  Param: 'param',
  Pre: 'pre',
  Quote: 'q',
  Source: 'source',
  TableBody: 'tbody',
  TableDataCell: 'td',
  TableFoot: 'tfoot',
  TableHead: 'thead',
  TableHeaderCell: 'th',
  Time: 'time',
  Track: 'track',
  UList: 'ul',
  Video: 'video',
};

/** Methods of one class as `Class.method`, each with an expression and what it gives. */
function methods(
  className: string,
  cases: Readonly<Record<string, readonly [body: string, returns: unknown]>>,
): readonly ConformanceCase[] {
  return Object.entries(cases).map(([method, [body, returns]]) => ({
    covers: [`k6/html.${className}`, `k6/html.${className}.${method}`],
    title: `${className}.${method}`,
    init: INIT,
    body: `return ${body};`,
    returns,
  }));
}

/** Methods that only some elements have. */
export const HTML_ELEMENT_CASES: readonly ConformanceCase[] = [
  ...methods('Element', {
    selection: ["at('o1').selection().closest('form').attr('id')", 'f'],
  }),
  ...methods('Attribute', {
    ownerElement: ["at('in').getAttributeNode('value').ownerElement.id()", 'in'],
    localName: ["at('in').getAttributeNode('value').localName()", 'value'],
    namespaceURI: ["at('in').getAttributeNode('value').namespaceURI()", ''],
    prefix: ["at('in').getAttributeNode('value').prefix()", ''],
  }),
  ...methods('HrefElement', {
    hash: ["[at('a1').hash(), at('a2').hash()]", ['#top', '#z']],
    host: ["at('a1').host()", 'shop.example:8443'],
    hostname: ["at('a1').hostname()", 'shop.example'],
    origin: ["at('a1').origin()", 'https://shop.example:8443'],
    password: ["at('a1').password()", 'pw'],
    pathname: ["[at('a1').pathname(), at('a2').pathname(), at('ar').pathname()]", ['/p/q', '/p', '/ar']],
    port: ["at('a1').port()", '8443'],
    protocol: ["at('a1').protocol()", 'https:'],
    relList: ["at('a1').relList()", ['nofollow', 'next']],
    search: ["[at('a1').search(), at('a2').search()]", ['?x=1', '?y']],
    text: ["at('a1').text()", 'there'],
    username: ["at('a1').username()", 'ann'],
  }),
  ...methods('LinkElement', { relList: ["at('li').relList()", ['a', 'b']] }),
  ...methods('FormElement', {
    elements: ["ids(at('f').elements())", ['fs', 'in', 'se', 'ta', 'b1', 'b2', 'ou', 'ob', 'kg']],
    length: ["at('f').length()", 9],
    method: ["at('f').method()", 'post'],
  }),
  ...methods('FieldSetElement', {
    elements: ["ids(at('fs').elements())", ['in', 'se']],
    form: ["at('fs').form().id()", 'f'],
    type: ["at('fs').type()", 'fieldset'],
    validity: ["typeof at('fs').validity()", 'undefined'],
  }),
  ...methods('FormFieldElement', {
    form: ["at('in').form().id()", 'f'],
    formAction: ["[at('b1').formAction(), at('b2').formAction()]", ['/go', '/other']],
    formEnctype: [
      "[at('b1').formEnctype(), at('b2').formEnctype()]",
      ['application/x-www-form-urlencoded', 'text/plain'],
    ],
    formMethod: ["[at('b1').formMethod(), at('b2').formMethod()]", ['post', 'get']],
    formNoValidate: ["[at('b1').formNoValidate(), at('b2').formNoValidate()]", [false, true]],
    formTarget: ["[at('b1').formTarget(), at('b2').formTarget()]", ['', '_top']],
    labels: ["ids(at('in').labels())", ['lb']],
    name: ["at('in').name()", 'n'],
  }),
  ...methods('ButtonElement', { value: ["at('b1').value()", 'w'] }),
  ...methods('InputElement', { form: ["at('in').form().id()", 'f'] }),
  ...methods('KeygenElement', { form: ["at('kg').form().id()", 'f'], labels: ["at('kg').labels()", []] }),
  ...methods('LabelElement', {
    control: ["[at('lb').control().id(), at('lb2').control().id()]", ['in', 'se']],
    form: ["at('lb').form().id()", 'f'],
  }),
  ...methods('LegendElement', { form: ["at('lg').form().id()", 'f'] }),
  ...methods('MeterElement', { labels: ["at('me').labels()", []] }),
  ...methods('ObjectElement', { form: ["at('ob').form().id()", 'f'] }),
  ...methods('SelectElement', {
    form: ["at('se').form().id()", 'f'],
    labels: ["ids(at('se').labels())", ['lb2']],
    length: ["at('se').length()", 2],
    options: ["ids(at('se').options())", ['o1', 'o2']],
    selectedIndex: ["[at('se').selectedIndex(), at('mu').selectedIndex()]", [1, -1]],
    selectedOptions: ["ids(at('se').selectedOptions())", ['o2']],
    size: ["at('se').size()", 3],
    type: ["[at('se').type(), at('mu').type()]", ['select-one', 'select-multiple']],
    value: ["at('se').value()", 'The second'],
  }),
  ...methods('OptionElement', {
    disabled: ["[at('o1').disabled(), at('o2').disabled()]", [true, false]],
    form: ["at('o1').form().id()", 'f'],
    index: ["[at('o1').index(), at('o2').index()]", [0, 1]],
    label: ["[at('o1').label(), at('o2').label()]", ['One', 'two']],
    text: ["at('o2').text()", 'The second'],
    value: ["[at('o1').value(), at('o2').value()]", ['1', 'The second']],
  }),
  ...methods('DataListElement', { options: ["at('dl').options().map((o) => o.text())", ['d']] }),
  ...methods('OutputElement', {
    defaultValue: ["at('ou').defaultValue()", '9'],
    form: ["at('ou').form().id()", 'f'],
    labels: ["at('ou').labels()", []],
    value: ["at('ou').value()", '9'],
  }),
  ...methods('TextAreaElement', {
    form: ["at('ta').form().id()", 'f'],
    labels: ["at('ta').labels()", []],
    length: ["at('ta').length()", 4],
  }),
  ...methods('ProgressElement', {
    labels: ["at('pr').labels()", []],
    max: ["at('pr').max()", 4],
    position: ["at('pr').position()", 0.25],
    value: ["at('pr').value()", 1],
  }),
  ...methods('CanvasElement', { height: ["at('ca').height()", 150], width: ["at('ca').width()", 20] }),
  ...methods('MapElement', {
    areas: ["ids(at('mp').areas())", ['ar']],
    images: ["ids(at('mp').images())", ['im']],
  }),
  ...methods('MediaElement', { textTracks: ["at('vi').textTracks().length", 1] }),
  ...methods('StyleElement', { type: ["at('st').type()", 'text/css'] }),
  ...methods('TitleElement', { text: ["at('ti').text()", 'T'] }),
  ...methods('ScriptElement', { text: ["at('sc').text()", 'var a;'] }),
  ...methods('TableElement', {
    caption: ["at('tb').caption().textContent()", 'C'],
    rows: ["at('tb').rows().map((r) => r.textContent())", ['h', '12', 'f']],
    tBodies: ["ids(at('tb').tBodies())", ['bo']],
    tFoot: ["at('tb').tFoot().rows().length", 1],
    tHead: ["at('tb').tHead().id()", 'th'],
  }),
  ...methods('TableSectionElement', { rows: ["ids(at('bo').rows())", ['r2']] }),
  ...methods('TableRowElement', {
    cells: ["at('r2').cells().map((c) => c.textContent())", ['1', '2']],
    rowIndex: ["[at('r2').rowIndex(), at('r3').rowIndex()]", [1, 2]],
    sectionRowIndex: ["at('r3').sectionRowIndex()", 0],
  }),
  ...methods('TableCellElement', { cellIndex: ["at('c2').cellIndex()", 1] }),
  ...methods('TableColElement', { span: ["at('co').span()", 2] }),
  {
    covers: Object.keys(PLAIN).map((name) => `k6/html.${name}Element`),
    title: 'elements without methods of their own',
    init: `import { parseHTML } from 'k6/html';`,
    body: `return ${JSON.stringify(Object.values(PLAIN))}.map((tag) => parseHTML('<table><tr><td><' + tag + '>').find(tag).get(0).nodeName().toLowerCase());`,
    returns: Object.values(PLAIN),
  },
  {
    covers: [],
    title: 'a method of another element is an error that says so',
    init: INIT,
    body: "at('a1').labels();",
    throws: /Element\.labels\(\) is of <button>, .*; this is A/,
  },
];
