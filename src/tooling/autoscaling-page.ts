import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCanvasChartRenderer } from '../adapters/chart-canvas/canvas-chart-renderer.ts';
import { autoscalingChart } from '../report/autoscaling-chart.ts';
import { fillTables } from './autoscaling/fill-tables.ts';
import { modelCase } from './autoscaling/model-case.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm run docs:autoscaling`: the tables of the page are simulated anew, and its picture drawn. */
const page = path.join(ROOT, 'docs/explanation/autoscaling.md');
await writeFile(page, fillTables(await readFile(page, 'utf8')));
const chart = await makeCanvasChartRenderer().render(autoscalingChart(modelCase({})));
if (chart.kind === 'unavailable') throw new Error(chart.reason);
const picture = path.join(ROOT, 'docs/images/autoscaling.png');
await mkdir(path.dirname(picture), { recursive: true });
await writeFile(picture, chart.png);
console.log('written: docs/explanation/autoscaling.md, docs/images/autoscaling.png');
