import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
import{a as o}from"./chunk-BQOHTLMV.mjs";function m(e){let n=(r,t,i={})=>{e.write(`${p(r,t,i)}
`)};return{mask:r=>{for(let t of r.split(/\r?\n/))t.trim()!==""&&n("add-mask",t)},annotate:(r,t,i)=>n(r,t,i),print:r=>{e.write(`${g(r)}
`)},debug:r=>n("debug",o(r)),info:r=>{e.write(`${g(o(r))}
`)},warn:r=>n("warning",o(r)),error:r=>n("error",o(r))}}function p(e,n,r={}){let i=Object.entries(r).filter(([,s])=>s!==void 0&&s!=="").map(([s,l])=>`${s}=${c(String(l))}`).join(",");return`::${e}${i===""?"":` ${i}`}::${a(n)}`}function g(e){return e.replace(/^(\s*):(?=:)/gm,"$1:\u200B").replaceAll("##[","#\u200B#[")}function a(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function c(e){return a(e).replaceAll(":","%3A").replaceAll(",","%2C")}export{m as a,g as b};
