import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
import{w as i}from"./chunk-FK6GRP6F.mjs";import{o as n}from"./chunk-BSAD3ROC.mjs";import u from"node:path";function a(t,o,p,r){if(p){r.stdout.write(n(t));return}r.stdout.write(s(t,r));let e=Object.values(t.artifacts).map(m=>u.join(o,m));e.length>0&&r.stdout.write(`
Written: ${e.join(", ")}
`)}function s(t,o){return i(t,{colour:f(o)})}function f({stdout:t,variables:o}){return t.isTTY===!0&&(o.NO_COLOR??"")===""&&o.TERM!=="dumb"}export{a,s as b};
