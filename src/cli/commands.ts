import type { Command } from './command.ts';
import { analyseCommand } from './commands/analyse.ts';
import { autoscaleCommand } from './commands/autoscale.ts';
import { baselineCommand } from './commands/baseline.ts';
import { compareCommand } from './commands/compare.ts';
import { demoCommand } from './commands/demo.ts';
import { loadCommand } from './commands/load.ts';
import { manifestsCommand } from './commands/manifests.ts';
import { runCommand } from './commands/run.ts';
import { trafficModelCommand } from './commands/traffic-model.ts';
import { trendCommand } from './commands/trend.ts';

/** Every command, in the order of the help page. */
export const COMMANDS: readonly Command[] = [
  runCommand,
  compareCommand,
  baselineCommand,
  trendCommand,
  analyseCommand,
  trafficModelCommand,
  loadCommand,
  manifestsCommand,
  autoscaleCommand,
  demoCommand,
];
