import { benchIngest } from './ingest-bench.ts';

await benchIngest();
