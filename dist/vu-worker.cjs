"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// src/adapters/engine-embedded/vu/worker/vu-worker.ts
var import_node_vm3 = __toESM(require("node:vm"), 1);
var import_node_worker_threads2 = require("node:worker_threads");

// src/adapters/engine-embedded/vu/yield-to-main.ts
var import_node_os = require("node:os");
var NICER_BY = 5;
var NICEST = 19;
function yieldToMain() {
  if (process.platform !== "linux") return;
  try {
    (0, import_node_os.setPriority)(Math.min((0, import_node_os.getPriority)() + NICER_BY, NICEST));
  } catch {
  }
}

// src/adapters/engine-embedded/vu/worker/guest-script.ts
var import_node_vm = __toESM(require("node:vm"), 1);

// guest-source:guest-source
var guestSource = '(() => {\n"use strict";var guest=(()=>{var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var start_guest_exports={};__export(start_guest_exports,{startGuest:()=>startGuest});var realm=globalThis;function functionsOf(owner){let{constructor:_,...members}=realm.Object.getOwnPropertyDescriptors(owner);return realm.Object.defineProperties({},members)}var OwnMap=class extends realm.Map{},OwnSet=class extends realm.Set{},ownMembers=owner=>realm.Object.getOwnPropertyDescriptors(functionsOf(owner));realm.Object.defineProperties(OwnMap.prototype,ownMembers(realm.Map.prototype));realm.Object.defineProperties(OwnSet.prototype,ownMembers(realm.Set.prototype));var ownJson=functionsOf(realm.JSON),ownObject=functionsOf(realm.Object),ownReflect=functionsOf(realm.Reflect),ownArray=functionsOf(realm.Array);var{ArrayBuffer,Boolean,Error:Error2,FinalizationRegistry,Float64Array,Number,Promise:Promise2,Proxy:Proxy2,RangeError,RegExp:RegExp2,String,TypeError:TypeError2,Uint8Array:Uint8Array2,decodeURIComponent,encodeURIComponent}=realm;var TagSet=class{tags;json;series=new OwnMap;generation=0;constructor(tags){this.tags=tags,this.json=ownJson.stringify(tags)}};var NOBODY={vu:0,env:"{}",options:null,throwsByDefault:!1};function newGuestState(host){let own2={tags:{},metadata:null,groupTags:new OwnMap};return{host,start:NOBODY,call:null,group:"",...own2,aborted:null,hasEnded:!0}}function callOf(state,what){if(state.call===null)throw new Error2(`${what} is not available in the init context`);return state.call}function needInit(state,what){if(state.call!==null)throw new Error2(`${what} is only available in the init context`)}var MOST_TAG_SETS=500;function sampleTags(state,own2,check2=null){let group2=groupTags(state);if(own2!==null)return ownTags(state,group2.own,own2,check2);if(check2===null)return group2.plain??=makeTags(state,null,null),group2.plain;let known=group2.checks.get(check2);return known!==void 0?known:remember(group2.checks,check2,makeTags(state,null,check2))}function groupTags({groupTags:groups,group:group2}){let known=groups.get(group2);return known!==void 0?known:remember(groups,group2,{plain:null,checks:new OwnMap,own:new OwnMap})}function ownTags(state,sets,own2,check2){let key=check2===null?"":`${check2}\\0`;for(let name in own2)key+=`\\0${name}\\0${own2[name]}`;return sets.get(key)??remember(sets,key,makeTags(state,own2,check2))}function makeTags(state,own2,check2){let tags={...state.call?.tags,...state.tags,group:state.group,...own2};return check2!==null&&(tags.check=check2),new TagSet(tags)}function remember(values,key,value){return values.size===MOST_TAG_SETS&&values.clear(),values.set(key,value),value}function forgetTagSets(state){state.groupTags.clear()}var TestAborted=class extends Error2{name="TestAborted"};function ask(state,op,request,bodies=[]){return askText(state,op,ownJson.stringify(request),bodies)}function askText(state,op,request,bodies){if(state.aborted!==null)throw new TestAborted(state.aborted);let answer=state.host.ask(op,request,bodies);if(!answer.ok)throw new Error2(answer.message);return answer}function ownBuffer(bytes){let copy=new Uint8Array2(bytes.byteLength);return copy.set(new Uint8Array2(bytes)),copy.buffer}function stringTags(tags,what){let result={};if(tags==null)return result;if(typeof tags!="object")throw new TypeError2(`${what} must be an object`);for(let name of ownObject.keys(tags)){let value=tags[name];if(value!=null){if(typeof value=="object"||typeof value=="function")throw new TypeError2(`${what}: the value of "${name}" must be a string, number or boolean`);result[name]=String(value)}}return result}function decodeUtf8(state,bytes){return state.host.decodeText(bytes,"utf-8",!1)??""}var STANDARD="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",URL_SAFE=`${STANDARD.slice(0,62)}-_`;function encodeBase64(bytes,{urlSafe=!1,padded=!0}={}){let alphabet=urlSafe?URL_SAFE:STANDARD,parts=[];for(let at=0;at<bytes.length;at+=3){let left=bytes.length-at,word=(bytes[at]??0)<<16|(bytes[at+1]??0)<<8|(bytes[at+2]??0),digits=[18,12,6,0].map(shift2=>alphabet[word>>shift2&63]??"").join("");left>=3?parts.push(digits):parts.push(digits.slice(0,left+1)+(padded?"=".repeat(3-left):""))}return parts.join("")}function decodeBase64(text2,{urlSafe=!1}={}){let alphabet=urlSafe?URL_SAFE:STANDARD,digits=text2.replace(/[\\r\\n]/g,"").replace(/=+$/,""),bytes=new Uint8Array2(Math.floor(digits.length*3/4)),word=0,bits=0,at=0;for(let index=0;index<digits.length;index+=1){let digit=alphabet.indexOf(digits[index]??"");if(digit<0)throw new Error2(`illegal base64 data at input byte ${index}`);word=(word<<6|digit)&16777215,bits+=6,bits>=8&&(bits-=8,bytes[at]=word>>bits&255,at+=1)}return bytes}function toHostJson(value,keepsBytes){return value===void 0?null:keepsBytes?ownJson.stringify(value,(_,item)=>{let bytes=bytesOf(item);return bytes===null?item:{$bytes:encodeBase64(bytes)}})??null:ownJson.stringify(value)??null}function bytesOf(value){return value instanceof ArrayBuffer?new Uint8Array2(value):ArrayBuffer.isView(value)?new Uint8Array2(value.buffer,value.byteOffset,value.byteLength):null}var{bind,call}=Function.prototype;function asFunction(method){return bind.call(call,method)}var{then}=Promise2.prototype,{exec}=RegExp2.prototype,text=String.prototype,includes=asFunction(text.includes),indexOf=asFunction(text.indexOf),slice=asFunction(text.slice),startsWith=asFunction(text.startsWith),toLowerCase=asFunction(text.toLowerCase),toUpperCase=asFunction(text.toUpperCase),trim=asFunction(text.trim),padStart=asFunction(text.padStart),split=asFunction(text.split),replace=asFunction(text.replace),match=asFunction(exec),join=asFunction(ownArray.prototype.join),shift=asFunction(ownArray.prototype.shift);function matches(pattern,text2){return match(pattern,text2)!==null}function map(list,change){let result=[];for(let item of list)result[result.length]=change(item);return result}function filter(list,isWanted){let result=[];for(let item of list)isWanted(item)&&(result[result.length]=item);return result}function some(list,isWanted){for(let item of list)if(isWanted(item))return!0;return!1}function push(list,item){list[list.length]=item}function whenSettled(value,onValue,onError){value instanceof Promise2?ownReflect.apply(then,value,[onValue,onError]):value.then(onValue,onError)}function messageOf(thrown){try{return textOf(thrown)}catch{return"a value that cannot be shown"}}function textOf(thrown){if(!isError(thrown))return typeof thrown=="string"?thrown:describe(thrown);if(thrown.name==="Error"||thrown.name==="")return thrown.message;let[,native]=match(/^\\s*at (\\w+) \\(native\\)/,thrown.stack??"")??[],passedTo=thrown.message==="not a function"&&native!==void 0?`, passed to ${native}()`:"";return`${thrown.name}: ${thrown.message}${passedTo}`}function stackOf(thrown){let stack="";try{isError(thrown)&&(stack=String(thrown.stack??""))}catch{}return join(filter(split(stack,`\n`),line=>includes(line,"file://")),`\n`)}function isError(thrown){let{name,message,stack}=thrown??{};return typeof name=="string"&&typeof message=="string"&&typeof stack=="string"}function callerModule(){let stack=new Error2("").stack??"";return match(/(file:\\/\\/[^\\n]*?):\\d+:\\d+/,stack)?.[1]??""}function describe(thrown){try{return ownJson.stringify(thrown)??String(thrown)}catch{return String(thrown)}}var CallLoop=class{state;pending=0;outcome=null;argument;onEnd;generation=0;constructor(state,onEnd){this.state=state,this.onEnd=onEnd}begin(){let{generation}=this,isOpen=!0;return this.pending+=1,callback=>{!isOpen||generation!==this.generation||(isOpen=!1,this.pending-=1,this.runJob(callback))}}runJob(callback){if(!this.state.hasEnded){try{callback()}catch(error){this.outcome={error}}this.state.host.afterPromiseJobs(this.checkNow)}}start(call2,data,exported){let{state}=this;data!==void 0&&(this.argument=data===null?void 0:ownJson.parse(data)),state.call?.scenario?.name!==call2.scenario?.name&&(state.tags={},state.metadata=null,forgetTagSets(state)),state.call=call2,state.group=call2.group,state.aborted=null,state.hasEnded=!1,this.generation+=1,this.pending=0,this.outcome=null;try{this.invoke(call2,exported)}catch(error){this.outcome={error}}this.state.host.afterPromiseJobs(this.checkNow)}fail(error){this.runJob(()=>{throw error})}invoke(call2,exported){if(typeof exported!="function")throw new TypeError2(`the script exports no function "${call2.exec}"`);let value=exported(this.argument);if(!isThenable(value)){this.outcome={value};return}let{generation}=this,settle=outcome=>{generation===this.generation&&this.runJob(()=>{this.outcome??=outcome})};whenSettled(value,settled=>settle({value:settled}),error=>settle({error}))}checkNow=()=>{if(this.state.hasEnded)return;(this.state.aborted!==null||this.outcome!==null&&"error"in this.outcome||this.pending===0)&&this.end(this.endOf())};end(end){this.state.hasEnded=!0,this.pending=0,this.onEnd(),this.state.host.finish(end)}endOf(){if(this.state.aborted!==null)return{kind:"aborted",message:this.state.aborted};let{outcome}=this;if(outcome!==null&&"error"in outcome){let{error}=outcome;return error instanceof TestAborted?{kind:"aborted",message:error.message}:{kind:"threw",message:messageOf(error),stack:stackOf(error)}}let{exec:exec2,scenario=null}=this.state.call??{};try{return{kind:"returned",value:toHostJson(outcome?.value,exec2==="handleSummary")}}catch(error){return scenario!==null?{kind:"returned",value:null}:{kind:"threw",message:`the value returned is no JSON: ${messageOf(error)}`,stack:""}}}};function isThenable(value){return typeof value?.then=="function"}function makeConsole(host){let writer=level=>(...values)=>host.log(level,logLine(values));return{log:writer("info"),info:writer("info"),debug:writer("debug"),warn:writer("warn"),error:writer("error"),assert:(ok,...values)=>{ok||host.log("error",values.length===0?"Assertion failed":`Assertion failed ${logLine(values)}`)}}}function logLine(values){return join(map(values,logText)," ")}function logText(value){if(value instanceof Error2)return String(value);if(typeof value=="object"&&value!==null)try{return ownJson.stringify(value)??String(value)}catch{return"[object Object]"}return String(value)}var VARIANTS={std:{},rawstd:{padded:!1},url:{urlSafe:!0},rawurl:{urlSafe:!0,padded:!1}};function makeEncodingModule(state){return{b64encode:(input,encoding)=>encodeBase64(toBytes(state,input),variantOf(encoding)),b64decode:(input,encoding,format)=>{let bytes=decodeBase64(String(input),variantOf(encoding)).slice();return format==="s"?decodeUtf8(state,bytes.buffer):bytes.buffer}}}function toBytes(state,input){if(typeof input=="string")return new Uint8Array2(ownBuffer(state.host.encodeUtf8(input)));let bytes=bytesOf(input);if(bytes===null)throw new TypeError2(`want a string or an ArrayBuffer, got ${input===null?"null":typeof input}`);return bytes}function variantOf(encoding){return VARIANTS[encoding===void 0?"std":String(encoding)]??{}}var ALGORITHMS={md4:"md4",md5:"md5",sha1:"sha1",sha256:"sha256",sha384:"sha384",sha512:"sha512",sha512_224:"sha512-224",sha512_256:"sha512-256",ripemd160:"ripemd160"},DIGITS="0123456789abcdef";function makeCryptoModule(state){let direct=ownObject.keys(ALGORITHMS).map(algorithm=>[algorithm,(input,encoding)=>hasher(state,algorithm,null).update(input).digest(encoding)]);return{...ownObject.fromEntries(direct),createHash:algorithm=>hasher(state,String(algorithm),null),createHMAC:(algorithm,secret)=>hasher(state,String(algorithm),toBytes(state,secret)),hmac:(algorithm,secret,data,encoding)=>hasher(state,String(algorithm),toBytes(state,secret)).update(data).digest(encoding),hexEncode:data=>toHex(toBytes(state,data)),randomBytes:size=>randomBytes(state,Number(size))}}function randomBytes(state,size){if(!Number.isInteger(size)||size<1)throw new Error2(`randomBytes: want a size of 1 or more, got ${size}`);return ownBuffer(state.host.randomBytes(size))}function hasher(state,algorithm,key){let name=ALGORITHMS[algorithm];if(name===void 0)throw new Error2(`invalid algorithm: ${algorithm}`);let chunks=[],made={update(data){return chunks.push(toBytes(state,data).slice()),made},digest(encoding){let digest=state.host.hash(name,key===null?null:key.slice().buffer,joined(chunks));if(digest===null)throw new Error2(`the algorithm ${algorithm} is not available on this machine`);return encoded(ownBuffer(digest),String(encoding))}};return made}function encoded(digest,encoding){let bytes=new Uint8Array2(digest);switch(encoding){case"hex":return toHex(bytes);case"base64":return encodeBase64(bytes);case"base64url":return encodeBase64(bytes,{urlSafe:!0});case"base64rawurl":return encodeBase64(bytes,{urlSafe:!0,padded:!1});case"binary":return digest;default:throw new Error2(`invalid output encoding: ${encoding}`)}}function toHex(bytes){let hex="";for(let byte of bytes)hex+=`${DIGITS[byte>>4]}${DIGITS[byte&15]}`;return hex}function joined(chunks){let bytes=new Uint8Array2(chunks.reduce((total,chunk)=>total+chunk.length,0)),offset=0;for(let chunk of chunks)bytes.set(chunk,offset),offset+=chunk.length;return bytes.buffer}function deepFreeze(value){if(typeof value=="object"&&value!==null){for(let item of ownObject.values(value))deepFreeze(item);ownObject.freeze(value)}return value}function makeDataModule(state){function SharedArray(name,build){if(needInit(state,"new SharedArray()"),typeof name!="string"||name==="")throw new TypeError2("new SharedArray() wants a name that is not empty");if(typeof build!="function")throw new TypeError2(`SharedArray "${name}" wants a function as its second argument`);return openShared(state,name,build)}return{SharedArray}}function openShared(state,name,build){let texts=state.host.shared(name);if(texts===null){let built=build();if(!ownArray.isArray(built))throw new TypeError2(`SharedArray "${name}": the function must return an array`);ask(state,"share",{name,elements:map(built,element=>ownJson.stringify(element)??"null")}),texts=state.host.shared(name)}return sharedView(texts??{length:0,at:()=>"null"})}function sharedView(texts){let{length}=texts,elementAt=index=>deepFreeze(ownJson.parse(texts.at(index))),refuse=()=>{throw new TypeError2("a SharedArray cannot be changed")},target=[];return target.length=length,new Proxy2(target,{get:(array,key,receiver)=>isIndex(key,length)?elementAt(Number(key)):ownReflect.get(array,key,receiver),has:(array,key)=>isIndex(key,length)||ownReflect.has(array,key),ownKeys:()=>[...ownArray.from({length},(_,index)=>String(index)),"length"],getOwnPropertyDescriptor:(array,key)=>isIndex(key,length)?{value:elementAt(Number(key)),enumerable:!0,configurable:!0,writable:!1}:ownReflect.getOwnPropertyDescriptor(array,key),set:refuse,defineProperty:refuse,deleteProperty:refuse})}function isIndex(key,length){return typeof key=="string"&&matches(/^(0|[1-9]\\d*)$/,key)&&Number(key)<length}function makeEnvOverlay(){let covered=new OwnMap,current="{}";return env=>{let text2=ownJson.stringify(env);if(text2===current)return;current=text2;let target=ownReflect.get(globalThis,"__ENV");for(let[name,value]of covered)value===void 0?delete target[name]:target[name]=value;covered.clear();for(let[name,value]of ownObject.entries(env))covered.set(name,target[name]),target[name]=value}}function isTagValue(value){return typeof value=="string"||typeof value=="number"||typeof value=="boolean"}function tagStore(state,kind){let call2=callOf(state,`exec.vu.metrics.${kind}`),inherited=kind==="tags"?{...call2.tags,group:state.group}:{},own2=()=>(state[kind]??={},state[kind]);return new Proxy2({...inherited,...state[kind]},{set(target,name,value){if(!isTagValue(value))throw new TypeError2(`exec.vu.metrics.${kind}["${String(name)}"] must be a string, number or boolean`);return own2()[String(name)]=String(value),forgetTagSets(state),ownReflect.set(target,name,String(value))},deleteProperty(target,name){return delete own2()[String(name)],kind==="metadata"&&ownObject.keys(own2()).length===0&&(state.metadata=null),forgetTagSets(state),ownReflect.deleteProperty(target,name)}})}function makeExecutionModule(state){return{vu:vuPart(state),scenario:scenarioPart(state),instance:instancePart(state),test:testPart(state)}}function vuPart(state){return{get idInInstance(){return callOf(state,"exec.vu"),state.start.vu},get idInTest(){return callOf(state,"exec.vu"),state.start.vu},get iterationInInstance(){return callOf(state,"exec.vu").iteration},get iterationInScenario(){return callOf(state,"exec.vu").iterationInScenario},get tags(){return tagStore(state,"tags")},metrics:{get tags(){return tagStore(state,"tags")},get metadata(){return tagStore(state,"metadata")}}}}function scenarioPart(state){let facts=()=>{let{scenario}=callOf(state,"exec.scenario");if(scenario===null)throw new Error2("exec.scenario is not available outside of a scenario");return scenario};return{get name(){return facts().name},get executor(){return facts().executor},get startTime(){return facts().startTimeMs},get progress(){return snapshot(state,facts().name).scenarioProgress},get iterationInInstance(){return facts(),callOf(state,"exec.scenario").iterationInInstance},get iterationInTest(){return facts(),callOf(state,"exec.scenario").iterationInTest}}}function instancePart(state){let now=()=>(callOf(state,"exec.instance"),snapshot(state,null));return{get currentTestRunDuration(){return now().currentTestRunDurationMs},get iterationsCompleted(){return now().iterationsCompleted},get iterationsInterrupted(){return now().iterationsInterrupted},get vusActive(){return now().vusActive},get vusInitialized(){return now().vusInitialized}}}function testPart(state){let options;return{abort(message){throw callOf(state,"exec.test.abort()"),state.aborted=message===void 0?"test aborted":String(message),new TestAborted(state.aborted)},fail(message){callOf(state,"exec.test.fail()"),state.host.markFailed(message===void 0?"":String(message))},get options(){if(state.start.options===null)throw new Error2("exec.test.options is not available in the init context");return options??=deepFreeze(ownJson.parse(state.start.options)),options}}}function snapshot(state,scenario){return ownJson.parse(ask(state,"execution",scenario).json)}var GLOBALS=["Intl","WebAssembly","SharedArrayBuffer","Atomics","WeakRef","FinalizationRegistry","Iterator","Temporal","Float16Array","DisposableStack","AsyncDisposableStack","SuppressedError","InternalError","DOMException","performance","navigator","queueMicrotask","atob","btoa"],MEMBERS={Array:["fromAsync"],Error:["isError"],JSON:["rawJSON","isRawJSON"],Map:["groupBy"],Math:["f16round","sumPrecise"],Object:["groupBy"],Promise:["try","withResolvers"],RegExp:["escape","input","lastMatch","lastParen","leftContext","rightContext","$_","$&","$+","$`","$\'","$1","$2","$3","$4","$5","$6","$7","$8","$9"],Uint8Array:["fromBase64","fromHex"]},PROTOTYPE_MEMBERS={ArrayBuffer:["detached","transfer","transferToFixedLength","immutable","sliceToImmutable","transferToImmutable"],DataView:["getFloat16","setFloat16"],Function:["fileName","lineNumber","columnNumber"],Map:["getOrInsert","getOrInsertComputed"],Set:["union","intersection","difference","symmetricDifference","isSubsetOf","isSupersetOf","isDisjointFrom"],Uint8Array:["setFromBase64","setFromHex","toBase64","toHex"],WeakMap:["getOrInsert","getOrInsertComputed"]};function hideBuiltins(){for(let name of GLOBALS)ownReflect.deleteProperty(globalThis,name);for(let[name,members]of ownObject.entries(MEMBERS))remove(builtin(name),members);for(let[name,members]of ownObject.entries(PROTOTYPE_MEMBERS))remove(ownReflect.get(builtin(name),"prototype"),members);hideIteratorHelpers()}function builtin(name){return ownReflect.get(globalThis,name)}function remove(owner,members){for(let member of members)ownReflect.deleteProperty(owner,member)}function hideIteratorHelpers(){let ofIterators=ownObject.getPrototypeOf(ownObject.getPrototypeOf([][Symbol.iterator]()));remove(ofIterators,ownReflect.ownKeys(ofIterators).filter(member=>member!==Symbol.iterator))}var Attribute=class{name;value;ownerElement;constructor(name,value,ownerElement){this.name=name,this.value=value,this.ownerElement=ownerElement}localName(){return this.name.slice(this.name.indexOf(":")+1)}prefix(){return this.name.slice(0,Math.max(0,this.name.indexOf(":")))}namespaceURI(){return""}};var VOID_ELEMENTS=new OwnSet("area base br col embed hr img input link meta param source track wbr".split(" "));function newElement(name,attributes=new OwnMap){return{kind:"element",name,attributes,parent:null,children:[]}}function append(parent,...nodes){for(let node of nodes)node.parent=parent,parent.children.push(node)}function isElement(node){return node.kind==="element"}function elementChildren({children}){return children.filter(isElement)}function*descendants(element){for(let child of element.children)child.kind==="element"&&(yield child,yield*descendants(child))}function ancestors(element){let found2=[];for(let node=element.parent;node!==null&&node.name!=="#document";node=node.parent)found2.push(node);return found2}function rootOf(element){let node=element;for(;node.parent!==null;)node=node.parent;return node}function textOf2(node){return node.kind==="comment"?"":node.kind==="element"?node.children.map(textOf2).join(""):node.text}function innerHtml({children}){return children.map(outerHtml).join("")}function outerHtml(node){if(node.kind!=="element")return node.kind==="comment"?`<!--${node.text}-->`:node.kind==="raw"?node.text:escapeText(node.text);if(node.name==="#document")return innerHtml(node);let attributes=[...node.attributes].map(([name,value])=>` ${name}="${escapeText(value)}"`).join(""),start=`<${node.name}${attributes}`;return VOID_ELEMENTS.has(node.name)?`${start}/>`:`${start}>${innerHtml(node)}</${node.name}>`}var ESCAPES={"&":"&amp;","\'":"&#39;","<":"&lt;",">":"&gt;",\'"\':"&#34;"};function escapeText(text2){return text2.replace(/[&\'<>"]/g,character=>ESCAPES[character]??character)}var NEVER_SENT=new OwnSet(["submit","button","reset","image","file"]);function formValues(elements){return elements.flatMap(element=>[element,...descendants(element)]).filter(isSent).flatMap(field=>{let value=fieldValue(field);return(ownArray.isArray(value)?value:[value??""]).map(text2=>({name:field.attributes.get("name")??"",value:text2}))})}function fieldValue(field){switch(field.name){case"textarea":return textOf2(field);case"option":return field.attributes.get("value")??optionText(field);case"select":return selectValue(field);case"input":{let type=field.attributes.get("type")?.toLowerCase();return field.attributes.get("value")??(type==="checkbox"||type==="radio"?"on":"")}default:return field.attributes.get("value")}}function optionText(option){return textOf2(option).trim().replace(/\\s+/g," ")}function selectValue(select2){let options=[...descendants(select2)].filter(({name})=>name==="option"),chosen=options.filter(({attributes})=>attributes.has("selected"));if(select2.attributes.has("multiple"))return chosen.map(option2=>String(fieldValue(option2)));let option=chosen.at(-1)??options[0];return option===void 0?void 0:String(fieldValue(option))}function isSent({name,attributes}){if(!["input","select","textarea"].includes(name)||(attributes.get("name")??"")===""||attributes.has("disabled"))return!1;let type=attributes.get("type")?.toLowerCase()??"";return name==="input"&&NEVER_SENT.has(type)?!1:!(name==="input"&&(type==="checkbox"||type==="radio"))||attributes.has("checked")}function select(root,selector){return[...descendants(root)].filter(element=>fits(element,selector))}function fits(element,selector){return selector.some(complex=>fitsComplex(element,complex,complex.length-1))}function fitsComplex(element,complex,last){let part=complex[last];if(part===void 0)return!0;if(!part.compound.every(matcher=>matcher(element)))return!1;if(last===0)return!0;for(let candidate of related(element,part.combinator))if(fitsComplex(candidate,complex,last-1))return!0;return!1}function*related(element,combinator){if(combinator===">"||combinator===" "){for(let node=element.parent;node!==null&&node.name!=="#document";node=node.parent)if(yield node,combinator===">")return;return}let before2=siblings(element).slice(0,siblings(element).indexOf(element)).reverse();yield*combinator==="+"?before2.slice(0,1):before2}function siblings(element){return element.parent===null?[element]:elementChildren(element.parent)}var FORM_FIELDS=new OwnSet(["input","select","textarea","button"]),PSEUDO={"first-child":element=>siblings(element)[0]===element,"last-child":element=>siblings(element).at(-1)===element,"only-child":element=>siblings(element).length===1,"first-of-type":element=>sameType(element)[0]===element,"last-of-type":element=>sameType(element).at(-1)===element,"only-of-type":element=>sameType(element).length===1,empty:({children})=>children.every(child=>child.kind==="comment"),root:element=>element.parent?.name==="#document",checked:({attributes})=>attributes.has("checked")||attributes.has("selected"),selected:({attributes})=>attributes.has("selected"),disabled:({attributes})=>attributes.has("disabled"),enabled:({name,attributes})=>FORM_FIELDS.has(name)&&!attributes.has("disabled"),input:({name})=>FORM_FIELDS.has(name)},NTH={"nth-child":siblings,"nth-last-child":element=>siblings(element).reverse(),"nth-of-type":sameType,"nth-last-of-type":element=>sameType(element).reverse()},matches2={any:(()=>!0),tag:name=>element=>element.name===name,attribute:(name,operator,wanted,ignoresCase)=>({attributes})=>{let value=attributes.get(name);return value===void 0?operator==="!=":ignoresCase?compare(value.toLowerCase(),operator,wanted.toLowerCase()):compare(value,operator,wanted)},pseudo:name=>PSEUDO[name]??null,nested(name,selector){return name==="has"?element=>[...descendants(element)].some(inner=>fits(inner,selector)):element=>fits(element,selector)===(name!=="not")},functional(name,argument){if(name==="contains")return element=>textOf2(element).includes(argument);let[list,step]=[NTH[name],parseStep(argument)];return list===void 0||step===null?null:element=>isNth(list(element).indexOf(element)+1,step)}};function sameType(element){return siblings(element).filter(({name})=>name===element.name)}function compare(value,operator,wanted){switch(operator){case"=":return value===wanted;case"!=":return value!==wanted;case"~=":return value.split(/\\s+/).includes(wanted);case"|=":return value===wanted||value.startsWith(`${wanted}-`);case"^=":return wanted!==""&&value.startsWith(wanted);case"$=":return wanted!==""&&value.endsWith(wanted);case"*=":return wanted!==""&&value.includes(wanted);case"#=":return new RegExp2(wanted).test(value);default:return!0}}function parseStep(text2){if(text2==="odd")return[2,1];if(text2==="even")return[2,0];let match2=/^(?:([+-]?\\d*)n\\s*)?(?:([+-]?)\\s*(\\d+))?$/.exec(text2.replace(/\\s+/g," "));if(match2===null||text2==="")return null;let[,factor,sign,offset]=match2;return[factor===void 0?0:factor===""||factor==="+"?1:factor==="-"?-1:Number(factor),Number(`${sign??""}${offset??0}`)]}function isNth(position,[factor,offset]){if(factor===0)return position===offset;let turns=(position-offset)/factor;return Number.isInteger(turns)&&turns>=0}var cache=new OwnMap;function parseSelector(text2){let known=cache.get(text2);if(known!==void 0)return known;let selector=new SelectorParser(text2).parse();return cache.set(text2,selector),selector}var NAME=/-?(?:[a-zA-Z_\\u0080-\\uffff]|\\\\.)(?:[\\w-]|[\\u0080-\\uffff]|\\\\.)*/y,ATTRIBUTE=/\\[\\s*([\\w:-]+)\\s*(?:([~|^$*!#]?=)\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s\\]]+))\\s*(i)?\\s*)?\\]/y,SelectorParser=class{text;at=0;constructor(text2){this.text=text2}parse(){let list=[];do list.push(this.complex());while(this.take(/\\s*,/y)!==null);return this.at<this.text.length&&this.fail(),list}complex(){this.take(/\\s*/y);let parts=[{combinator:" ",compound:this.compound()}];for(;;){let combinator=this.take(/\\s*([>+~])\\s*|\\s+(?=[^\\s,)])/y);if(combinator===null)break;parts.push({combinator:combinator[1]??" ",compound:this.compound()})}return this.take(/\\s*(?=[,)]|$)/y),parts}compound(){let matchers=[];for(let first=!0;;first=!1){let matcher=this.simple(first);if(matcher===null)break;matchers.push(matcher)}return matchers.length===0?this.fail():matchers}simple(isFirst){if(isFirst&&this.take(/\\*/y)!==null)return matches2.any;if(isFirst){let tag=this.take(NAME);if(tag!==null)return matches2.tag(unescaped(tag[0]).toLowerCase())}if(this.take(/#/y)!==null)return matches2.attribute("id","=",this.name(),!1);if(this.take(/\\./y)!==null)return matches2.attribute("class","~=",this.name(),!1);let attribute2=this.take(ATTRIBUTE);if(attribute2!==null){let[,name="",operator,double,single,bare,flag]=attribute2;return matches2.attribute(name.toLowerCase(),operator??"",double??single??bare??"",flag==="i")}return this.take(/:{1,2}/y)===null?null:this.pseudo()}pseudo(){let name=this.name().toLowerCase();if(this.take(/\\(\\s*/y)===null)return matches2.pseudo(name)??this.fail();let matcher=this.functional(name);return this.take(/\\s*\\)/y)===null&&this.fail(),matcher}functional(name){if(name==="not"||name==="is"||name==="matches"||name==="has"){let list=[];do list.push(this.complex());while(this.take(/\\s*,/y)!==null);return matches2.nested(name,list)}let argument=this.take(/"([^"]*)"|\'([^\']*)\'|([^)]*)/y),text2=(argument?.[1]??argument?.[2]??argument?.[3]??"").trim();return matches2.functional(name,text2)??this.fail()}name(){let match2=this.take(NAME);return match2===null?this.fail():unescaped(match2[0])}take(pattern){pattern.lastIndex=this.at;let match2=pattern.exec(this.text);return match2!==null&&(this.at+=match2[0].length),match2}fail(){throw new Error2(`the selector "${this.text}" is not understood at character ${this.at+1}`)}};function unescaped(name){return name.replace(/\\\\(.)/g,"$1")}var TEXT_METHODS="abbr accept action alt charset cite content coords crossOrigin dateTime download encType height high href hreflang kind label lang low max maxLength media method min minLength name pattern ping placeholder poster preload rel rows scope shape size sizes span src srcset step target title type useMap width wrap",FLAG_METHODS="async autofocus autoplay checked controls default defer disabled hidden isMap loop multiple muted noValidate open readOnly required reversed selected",readNode;function nodeOf(element){return readNode(element)}var Element=class _Element{static{readNode=element=>element.#node}#node;constructor(node){this.#node=node}nodeName(){return this.#node.kind==="element"?this.#node.name.toUpperCase():`#${this.#node.kind==="comment"?"comment":"text"}`}nodeType(){return this.#node.kind==="element"?this.#node.name==="#document"?9:1:this.#node.kind==="comment"?8:3}nodeValue(){return this.#node.kind==="element"?void 0:this.#node.text}tagName(){return isElement(this.#node)?this.nodeName():void 0}id(){return this.getAttribute("id")??""}className(){return this.getAttribute("class")}classList(){return(this.className()??"").split(/\\s+/).filter(name=>name!=="")}attributes(){return ownObject.fromEntries([...this.#attributes()].map(([name,value])=>[name,new Attribute(name,value,this)]))}getAttribute(name){return this.#attributes().get(String(name).toLowerCase())}getAttributeNode(name){return this.attributes()[String(name).toLowerCase()]}hasAttribute(name){return this.getAttribute(name)!==void 0}hasAttributes(){return this.#attributes().size>0}value(){return isElement(this.#node)?fieldValue(this.#node):void 0}text(){return this.textContent()}textContent(){return textOf2(this.#node)}innerHTML(){return isElement(this.#node)?innerHtml(this.#node):void 0}toString(){return outerHtml(this.#node)}childNodes(){return isElement(this.#node)?this.#node.children.map(node=>new _Element(node)):[]}children(){return this.#elementChildren().map(node=>new _Element(node))}childElementCount(){return this.#elementChildren().length}hasChildNodes(){return this.childNodes().length>0}firstChild(){return this.childNodes()[0]}lastChild(){return this.childNodes().at(-1)}firstElementChild(){return this.children()[0]}lastElementChild(){return this.children().at(-1)}parentElement(){let{parent}=this.#node;return parent===null||parent.name==="#document"?void 0:new _Element(parent)}parentNode(){return this.#node.parent===null?void 0:new _Element(this.#node.parent)}ownerDocument(){let node=this.#node;for(;node.parent!==null;)node=node.parent;return new _Element(node)}nextSibling(){return this.#sibling(1)}previousSibling(){return this.#sibling(-1)}nextElementSibling(){return this.#elementSibling(1)}previousElementSibling(){return this.#elementSibling(-1)}getElementsByClassName(name){return this.#below(element=>new _Element(element).classList().includes(String(name)))}getElementsByTagName(name){return this.#below(element=>element.name===String(name).toLowerCase())}querySelector(selector){return this.querySelectorAll(selector)[0]}querySelectorAll(selector){let wanted=parseSelector(String(selector));return this.#below(element=>fits(element,wanted))}matches(selector){return isElement(this.#node)&&fits(this.#node,parseSelector(String(selector)))}contains(other){if(!(other instanceof _Element))return!1;for(let node=other.#node;node!==null;node=node.parent)if(node===this.#node)return!0;return!1}isSameNode(other){return other instanceof _Element&&other.#node===this.#node}isEqualNode(other){return other instanceof _Element&&outerHtml(other.#node)===outerHtml(this.#node)}isDefaultNamespace(){return!0}namespaceURI(){return""}#attributes(){return isElement(this.#node)?this.#node.attributes:new OwnMap}#elementChildren(){return isElement(this.#node)?elementChildren(this.#node):[]}#sibling(step){let all=this.#node.parent?.children??[],node=all[all.indexOf(this.#node)+step];return node===void 0?void 0:new _Element(node)}#elementSibling(step){if(!isElement(this.#node))return;let all=siblings(this.#node),node=all[all.indexOf(this.#node)+step];return node===void 0?void 0:new _Element(node)}#below(isWanted){return isElement(this.#node)?[...descendants(this.#node)].filter(isWanted).map(node=>new _Element(node)):[]}};for(let name of TEXT_METHODS.split(" "))addMethod(name,element=>element.getAttribute(name)??"");for(let name of FLAG_METHODS.split(" "))addMethod(name,element=>element.hasAttribute(name));function addMethod(name,read){ownObject.defineProperty(Element.prototype,name,{value(){return read(this)},writable:!0,configurable:!0})}var LISTED=new OwnSet("button fieldset input keygen object output select textarea".split(" ")),LABELLED=new OwnSet("button input keygen meter output progress select textarea".split(" "));function attribute({attributes},name){return attributes.get(name)}function withId(element,id){return[...descendants(rootOf(element))].find(other=>attribute(other,"id")===id)}function formOf(field){let id=attribute(field,"form");return id!==void 0?withId(field,id):ancestors(field).find(({name})=>name==="form")}function elementsOf(form){let isOfForm=field=>form.name==="fieldset"||formOf(field)===form,around=form.name==="fieldset"?form:rootOf(form);return[...descendants(around)].filter(field=>LISTED.has(field.name)&&attribute(field,"type")?.toLowerCase()!=="image"&&isOfForm(field))}function controlOf(label){let id=attribute(label,"for");return id!==void 0?withId(label,id):[...descendants(label)].find(({name})=>LABELLED.has(name))}function labelsOf(field){return[...descendants(rootOf(field))].filter(label=>label.name==="label"&&controlOf(label)===field)}function optionsOf(list){return[...descendants(list)].filter(({name})=>name==="option")}function selectOf(option){return ancestors(option).find(({name})=>name==="select"||name==="datalist")}function selectedOptions(select2){let options=optionsOf(select2),chosen=options.filter(({attributes})=>attributes.has("selected"));if(select2.attributes.has("multiple"))return chosen;let last=chosen.at(-1)??options[0];return last===void 0?[]:[last]}function ofButtonOrForm(own2,ofForm,fallback){return field=>attribute(field,own2)??attribute(formOf(field)??field,ofForm)??fallback}function numberOf(element,name,fallback){let value=Number.parseFloat(attribute(element,name)??"");return Number.isFinite(value)?value:fallback}var FORM_METHODS={elements:elementsOf,length:form=>elementsOf(form).length,method:form=>attribute(form,"method")?.toLowerCase()==="post"?"post":"get"},FIELDSET_METHODS={elements:elementsOf,form:formOf,type:()=>"fieldset",validity:()=>{}},FIELD_METHODS={form:formOf,labels:labelsOf,formAction:ofButtonOrForm("formaction","action",""),formEnctype:ofButtonOrForm("formenctype","enctype","application/x-www-form-urlencoded"),formMethod:ofButtonOrForm("formmethod","method","get"),formNoValidate:field=>field.attributes.has("formnovalidate")||formOf(field)?.attributes.has("novalidate")===!0,formTarget:ofButtonOrForm("formtarget","target","")},OWNED_METHODS={form:formOf},LABELLED_METHODS={labels:labelsOf},LABEL_METHODS={control:controlOf,form:label=>{let control=controlOf(label);return control===void 0?void 0:formOf(control)}},DATALIST_METHODS={options:optionsOf},SELECT_METHODS={length:select2=>optionsOf(select2).length,options:optionsOf,selectedIndex:select2=>{let[first]=selectedOptions(select2);return first===void 0?-1:optionsOf(select2).indexOf(first)},selectedOptions,size:select2=>numberOf(select2,"size",0),type:select2=>select2.attributes.has("multiple")?"select-multiple":"select-one",value:select2=>{let[first]=selectedOptions(select2);return first===void 0?"":fieldValue(first)}},OPTION_METHODS={disabled:option=>option.attributes.has("disabled")||ancestors(option).some(({name,attributes})=>name==="optgroup"&&attributes.has("disabled")),form:option=>{let select2=selectOf(option);return select2===void 0?void 0:formOf(select2)},index:option=>{let select2=selectOf(option);return select2===void 0?0:optionsOf(select2).indexOf(option)},label:option=>attribute(option,"label")??optionText(option),text:optionText,value:fieldValue},OUTPUT_METHODS={defaultValue:textOf2,value:textOf2},TEXTAREA_METHODS={length:area=>textOf2(area).length},PROGRESS_METHODS={max:progress=>Math.max(0,numberOf(progress,"max",1))||1,position:progress=>progress.attributes.has("value")?numberOf(progress,"value",0)/(Math.max(0,numberOf(progress,"max",1))||1):-1,value:progress=>Math.max(0,numberOf(progress,"value",0))};function numberMethod(name,fallback){return element=>numberOf(element,name,fallback)}var ADDRESS=/^([a-z][a-z0-9+.-]*:)?(?:\\/\\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\\[[^\\]]*\\]|[^/?#:]*)(?::(\\d*))?)?([^?#]*)(\\?[^#]*)?(#.*)?$/is;function addressOf({attributes}){let[,protocol="",username="",password="",hostname="",port="",path="",search="",hash=""]=ADDRESS.exec((attributes.get("href")??"").trim())??[];return{protocol:protocol.toLowerCase(),username,password,hostname:hostname.toLowerCase(),port,pathname:path===""&&hostname!==""?"/":path,search:search==="?"?"":search,hash:hash==="#"?"":hash}}function hostOf({hostname,port}){return port===""?hostname:`${hostname}:${port}`}function relList({attributes}){return(attributes.get("rel")??"").split(/\\s+/).filter(name=>name!=="")}var LINK_METHODS={hash:link=>addressOf(link).hash,host:link=>hostOf(addressOf(link)),hostname:link=>addressOf(link).hostname,origin:link=>{let address=addressOf(link);return address.hostname===""?"":`${address.protocol}//${hostOf(address)}`},password:link=>addressOf(link).password,pathname:link=>addressOf(link).pathname,port:link=>addressOf(link).port,protocol:link=>addressOf(link).protocol,relList,search:link=>addressOf(link).search,text:textOf2,username:link=>addressOf(link).username};var Selection=class _Selection{#nodes;constructor(nodes){this.#nodes=[...new OwnSet(nodes)]}find(selector){let wanted=parseSelector(String(selector));return new _Selection(this.#elements().flatMap(element=>select(element,wanted)))}filter(filter2){return this.#picked(filter2,!0)}not(filter2){return this.#picked(filter2,!1)}is(filter2){return this.filter(filter2).size()>0}has(selector){let wanted=parseSelector(String(selector));return new _Selection(this.#elements().filter(element=>[...descendants(element)].some(inner=>fits(inner,wanted))))}closest(selector){let wanted=parseSelector(String(selector));return this.#each(element=>[element,...ancestors(element)].filter(node=>fits(node,wanted)).slice(0,1))}children(selector){return this.#each(elementChildren,selector)}contents(){return new _Selection(this.#elements().flatMap(({children})=>children))}parent(selector){return this.#each(element=>ancestors(element).slice(0,1),selector)}parents(selector){return this.#each(ancestors,selector)}parentsUntil(until,selector){return this.#each(element=>before(ancestors(element),until),selector)}next(selector){return this.#each(element=>following(element).slice(0,1),selector)}nextAll(selector){return this.#each(following,selector)}nextUntil(until,selector){return this.#each(element=>before(following(element),until),selector)}prev(selector){return this.#each(element=>preceding(element).slice(0,1),selector)}prevAll(selector){return this.#each(preceding,selector)}prevUntil(until,selector){return this.#each(element=>before(preceding(element),until),selector)}first(){return this.eq(0)}last(){return this.eq(-1)}eq(index){let node=this.#nodes.at(index);return new _Selection(node===void 0?[]:[node])}slice(start,end){return new _Selection(this.#nodes.slice(start,end))}size(){return this.#nodes.length}get(index){let node=this.#nodes.at(index);return node===void 0?void 0:new Element(node)}toArray(){return this.#nodes.map(node=>new _Selection([node]))}each(handler){for(let[index,node]of this.#nodes.entries())handler(index,new Element(node));return this}map(mapper){return this.toArray().map((selection,index)=>mapper(index,selection))}text(){return this.#nodes.map(textOf2).join("")}html(){let[first]=this.#elements();return first===void 0?void 0:innerHtml(first)}attr(name,fallback){return this.#elements()[0]?.attributes.get(String(name).toLowerCase())??fallback}data(key){let[first]=this.#elements();if(key!==void 0)return dataValue(first?.attributes.get(`data-${kebab(String(key))}`));let all=[...first?.attributes??[]].filter(([name])=>name.startsWith("data-"));return ownObject.fromEntries(all.map(([name,value])=>[camel(name.slice(5)),dataValue(value)]))}val(){let[first]=this.#elements();return first===void 0?void 0:fieldValue(first)}serializeArray(){return formValues(this.#elements())}serializeObject(){return ownObject.fromEntries(this.serializeArray().map(({name,value})=>[name,value]))}serialize(){return this.serializeArray().map(({name,value})=>`${encodeURIComponent(name)}=${encodeURIComponent(value).replace(/%20/g,"+")}`).join("&")}#elements(){return this.#nodes.filter(isElement)}#each(step,selector){let found2=new _Selection(this.#elements().flatMap(step));return selector===void 0||selector===""?found2:found2.filter(selector)}#picked(filter2,isWanted){let test=this.#testOf(filter2);return new _Selection(this.#nodes.filter((node,index)=>test(node,index)===isWanted))}#testOf(filter2){if(filter2 instanceof _Selection){let nodes=new OwnSet(filter2.#nodes);return node=>nodes.has(node)}if(typeof filter2=="function")return(node,index)=>Boolean(filter2(index,new _Selection([node])));let selector=parseSelector(String(filter2));return node=>isElement(node)&&fits(node,selector)}};function following(element){let all=siblings(element);return all.slice(all.indexOf(element)+1)}function preceding(element){let all=siblings(element);return all.slice(0,all.indexOf(element)).reverse()}function before(elements,until){if(until===void 0||until==="")return elements;let selector=parseSelector(String(until)),end=elements.findIndex(element=>fits(element,selector));return end<0?elements:elements.slice(0,end)}function dataValue(text2){if(text2!==void 0){if(/^(true|false|null|-?\\d+(\\.\\d+)?)$/.test(text2)||/^[[{]/.test(text2))try{return ownJson.parse(text2)}catch{return text2}return text2}}function kebab(name){return name.replace(/[A-Z]/g,letter=>`-${letter.toLowerCase()}`)}function camel(name){return name.replace(/-([a-z])/g,(_,letter)=>letter.toUpperCase())}function childrenNamed(element,...names){return elementChildren(element).filter(({name})=>names.includes(name))}var rowsOf=section=>childrenNamed(section,"tr"),cellsOf=row=>childrenNamed(row,"td","th");function rowsOfTable(table){let inside=name=>childrenNamed(table,name).flatMap(rowsOf),body=elementChildren(table).flatMap(child=>child.name==="tr"?[child]:child.name==="tbody"?rowsOf(child):[]);return[...inside("thead"),...body,...inside("tfoot")]}function tableOf(row){let node=row.parent;for(;node!==null&&node.name!=="table";)node=node.parent;return node}var TABLE_METHODS={caption:table=>childrenNamed(table,"caption")[0],rows:rowsOfTable,tBodies:table=>childrenNamed(table,"tbody"),tFoot:table=>childrenNamed(table,"tfoot")[0],tHead:table=>childrenNamed(table,"thead")[0]},SECTION_METHODS={rows:rowsOf},ROW_METHODS={cells:cellsOf,rowIndex:row=>{let table=tableOf(row);return table===null?-1:rowsOfTable(table).indexOf(row)},sectionRowIndex:row=>row.parent===null?-1:rowsOf(row.parent).indexOf(row)},CELL_METHODS={cellIndex:cell=>cell.parent===null?-1:cellsOf(cell.parent).indexOf(cell)};var below=name=>element=>[...descendants(element)].filter(inner=>inner.name===name);function imagesOf(map2){let name=`#${map2.attributes.get("name")??""}`;return[...descendants(rootOf(map2))].filter(image=>image.name==="img"&&image.attributes.get("usemap")===name)}var METHODS=[["a area",LINK_METHODS],["link",{relList}],["form",FORM_METHODS],["fieldset",FIELDSET_METHODS],["button input",FIELD_METHODS],["keygen legend object output select textarea",OWNED_METHODS],["keygen meter output progress select textarea",LABELLED_METHODS],["label",LABEL_METHODS],["datalist",DATALIST_METHODS],["select",SELECT_METHODS],["option",OPTION_METHODS],["output",OUTPUT_METHODS],["textarea",TEXTAREA_METHODS],["progress",PROGRESS_METHODS],["canvas",{height:numberMethod("height",150),width:numberMethod("width",300)}],["map",{areas:below("area"),images:imagesOf}],["audio video",{textTracks:below("track")}],["style",{type:({attributes})=>attributes.get("type")??"text/css"}],["table",TABLE_METHODS],["thead tbody tfoot",SECTION_METHODS],["tr",ROW_METHODS],["td th",CELL_METHODS],["col colgroup",{span:numberMethod("span",1)}]];function addElementMethods(){define("selection",element=>new Selection([nodeOf(element)]));for(let[name,readers]of readersByName()){let general=ownReflect.get(Element.prototype,name);define(name,element=>{let node=nodeOf(element),read=isElement(node)?readers.get(node.name):void 0;if(read!==void 0&&isElement(node))return wrapped(read(node));if(general!==void 0)return general.call(element);let owners=[...readers.keys()].map(tag=>`<${tag}>`).join(", ");throw new TypeError2(`Element.${name}() is of ${owners}; this is ${element.nodeName()}`)})}}function readersByName(){let found2=new OwnMap;for(let[tags,methods]of METHODS)for(let[name,read]of ownObject.entries(methods)){let readers=found2.get(name)??new OwnMap;for(let tag of tags.split(" "))readers.set(tag,read);found2.set(name,readers)}return found2}function wrapped(value){return ownArray.isArray(value)?value.map(wrapped):isNode(value)?new Element(value):value}function isNode(value){return typeof value=="object"&&value!==null&&"kind"in value}function define(name,read){ownObject.defineProperty(Element.prototype,name,{value(){return read(this)},writable:!0,configurable:!0})}var NAMED={amp:"&",lt:"<",gt:">",quot:\'"\',apos:"\'",nbsp:"\\xA0",copy:"\\xA9",reg:"\\xAE",trade:"\\u2122",hellip:"\\u2026",mdash:"\\u2014",ndash:"\\u2013",lsquo:"\\u2018",rsquo:"\\u2019",ldquo:"\\u201C",rdquo:"\\u201D",laquo:"\\xAB",raquo:"\\xBB",bull:"\\u2022",middot:"\\xB7",euro:"\\u20AC",pound:"\\xA3",yen:"\\xA5",cent:"\\xA2",sect:"\\xA7",para:"\\xB6",deg:"\\xB0",plusmn:"\\xB1",times:"\\xD7",divide:"\\xF7",larr:"\\u2190",rarr:"\\u2192",uarr:"\\u2191",darr:"\\u2193",auml:"\\xE4",ouml:"\\xF6",uuml:"\\xFC",Auml:"\\xC4",Ouml:"\\xD6",Uuml:"\\xDC",szlig:"\\xDF",eacute:"\\xE9",egrave:"\\xE8",agrave:"\\xE0",ccedil:"\\xE7",ntilde:"\\xF1"};function decodeEntities(text2){return text2.includes("&")?text2.replace(/&(?:#(\\d+)|#x([0-9a-f]+)|([a-z][a-z0-9]*));?/gi,(whole,decimal,hex,name)=>{if(name!==void 0)return NAMED[name]??whole;let code=decimal===void 0?Number.parseInt(hex,16):Number(decimal);return code>0&&code<=1114111?String.fromCodePoint(code):"\\uFFFD"}):text2}var RAW_TEXT=new OwnSet(["script","style","textarea","title","xmp","iframe","noframes"]),ESCAPABLE=new OwnSet(["textarea","title"]),BLOCKS="address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul",IMPLIED_ENDS={li:["li","ul ol"],dt:["dt dd","dl"],dd:["dt dd","dl"],option:["option","select datalist optgroup"],optgroup:["option optgroup","select"],tr:["td th tr","table"],td:["td th","tr table"],th:["td th","tr table"],thead:["td th tr thead tbody tfoot","table"],tbody:["td th tr thead tbody tfoot","table"],tfoot:["td th tr thead tbody tfoot","table"],...ownObject.fromEntries(BLOCKS.split(" ").map(name=>[name,["p","button td th li body"]]))},TAG=/<(\\/?)([a-zA-Z][^\\s/>]*)((?:[^"\'>]|"[^"]*"|\'[^\']*\')*)>/y,ATTRIBUTE2=/([^\\s=/"\'>]+)(?:\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s"\'>]+)))?/g;function parseDocument(markup){let parser=new Parser(markup);return withBody(parser.parse())}var Parser=class{markup;root=newElement("#document");open=this.root;at=0;constructor(markup){this.markup=markup}parse(){for(;this.at<this.markup.length;){let next=this.markup.indexOf("<",this.at);if(next<0){this.text(this.markup.length);break}next>this.at&&this.text(next),this.markupAt()}return this.root}markupAt(){let rest=this.markup.slice(this.at,this.at+9).toLowerCase();rest.startsWith("<!--")?this.comment():rest.startsWith("<!")||rest.startsWith("<?")?this.skipPast(">"):this.tag()||this.text(this.at+1)}text(end){let text2=decodeEntities(this.markup.slice(this.at,end));this.at=end,append(this.open,{kind:"text",parent:null,text:text2})}comment(){let end=this.markup.indexOf("-->",this.at+4),text2=this.markup.slice(this.at+4,end<0?void 0:end);this.at=end<0?this.markup.length:end+3,append(this.open,{kind:"comment",parent:null,text:text2})}skipPast(mark){let end=this.markup.indexOf(mark,this.at);this.at=end<0?this.markup.length:end+mark.length}tag(){TAG.lastIndex=this.at;let match2=TAG.exec(this.markup);if(match2===null)return!1;let[whole,slash,rawName="",attributes=""]=match2;this.at+=whole.length;let name=rawName.toLowerCase();return slash==="/"?this.close(name):this.start(name,attributes),!0}start(name,attributes){this.closeImplied(name),name==="tr"&&this.open.name==="table"&&this.push(newElement("tbody"));let element=newElement(name,attributesOf(attributes));this.push(element),RAW_TEXT.has(name)?this.rawText(element):(VOID_ELEMENTS.has(name)||attributes.endsWith("/")&&isForeign(this.open))&&this.pop()}push(element){append(this.open,element),this.open=element}pop(){this.open=this.open.parent??this.root}rawText(element){let end=this.markup.toLowerCase().indexOf(`</${element.name}`,this.at),text2=this.markup.slice(this.at,end<0?void 0:end),isEscapable=ESCAPABLE.has(element.name);text2!==""&&append(element,{kind:isEscapable?"text":"raw",parent:null,text:isEscapable?decodeEntities(text2):text2}),this.at=end<0?this.markup.length:end,end>=0&&this.skipPast(">"),this.pop()}closeImplied(name){let[ends,within]=IMPLIED_ENDS[name]??["",""];if(ends==="")return;let[ended,stops]=[ends.split(" "),within.split(" ")],last=null;for(let node=this.open;node!==null&&!stops.includes(node.name);node=node.parent)ended.includes(node.name)&&(last=node);last!==null&&(this.open=last.parent??this.root)}close(name){for(let node=this.open;node!==null;node=node.parent)if(node.name===name){this.open=node.parent??this.root;return}}};function isForeign(element){for(let node=element;node!==null;node=node.parent)if(node.name==="svg"||node.name==="math")return!0;return!1}function attributesOf(text2){let attributes=new OwnMap;for(let[,name="",double,single,bare]of text2.matchAll(ATTRIBUTE2)){let key=name.toLowerCase();attributes.has(key)||attributes.set(key,decodeEntities(double??single??bare??""))}return attributes}var HEAD_ELEMENTS=new OwnSet(["title","meta","link","base","style"]);function withBody(root){let given=elementChildren(root).find(({name})=>name==="html"),html=given??newElement("html"),loose=(given??root).children;given===void 0&&(root.children=[]),html.children=[];let head=loose.find(node=>node.kind==="element"&&node.name==="head")??newElement("head"),body=loose.find(node=>node.kind==="element"&&node.name==="body")??newElement("body");for(let node of loose){if(node===head||node===body||head.kind!=="element"||body.kind!=="element")continue;let isHead=node.kind==="element"&&HEAD_ELEMENTS.has(node.name)&&body.children.length===0;node.kind==="text"&&node.text.trim()===""&&body.children.length===0||append(isHead?head:body,node)}return append(html,head,body),given===void 0&&append(root,html),root}addElementMethods();function makeHtmlModule(){return{parseHTML,Element,Selection}}function parseHTML(markup){if(typeof markup!="string")throw new TypeError2(`parseHTML() wants a text, got ${typeof markup}`);return new Selection([parseDocument(markup)])}var CookieJarHandle=class{id;#state;constructor(state,id){this.#state=state,this.id=id}cookiesForURL(url){return this.#ask({do:"list",url:String(url)})}set(url,name,value,options={}){return this.#ask({do:"set",url:String(url),name:String(name),value:String(value),options}),!0}clear(url){this.#ask({do:"remove",url:String(url)})}delete(url,name){this.#ask({do:"remove",url:String(url),name:String(name)})}#ask(request){return ownJson.parse(ask(this.#state,"jar",{jar:this.id,...request}).json)}};var ExpectedStatusesCallback=class{statuses;constructor(statuses){this.statuses=statuses}};function expectedStatuses(...entries){if(entries.length===0)throw new Error2("expectedStatuses() wants at least one status or {min, max}");return new ExpectedStatusesCallback(map(entries,entryOf))}function expectedOf(callback){if(callback===null)return null;if(callback instanceof ExpectedStatusesCallback)return callback.statuses;throw new Error2("a responseCallback must be null or come from http.expectedStatuses()")}function entryOf(entry){if(typeof entry=="number"&&Number.isInteger(entry))return entry;let{min,max}=entry??{};if(typeof min=="number"&&typeof max=="number"&&Number.isInteger(min)&&Number.isInteger(max))return{min,max};throw new Error2(`expectedStatuses() wants integers or {min, max} of integers, got ${ownJson.stringify(entry)}`)}function encodeForm(fields){let pairs=[];for(let[key,value]of ownObject.entries(fields))for(let item of ownArray.isArray(value)?value:[value])push(pairs,pair(key,item));return join(pairs,"&")}function fieldText(value){return value==null?"":String(value)}function pair(key,value){return`${escapeQuery(key)}=${escapeQuery(fieldText(value))}`}var ESCAPES2={"!":"%21","\'":"%27","(":"%28",")":"%29","*":"%2A"};function escapeQuery(text2){let escaped=replace(encodeURIComponent(text2),/[!\'()*]/g,character=>ESCAPES2[character]??character);return replace(escaped,/%20/g,()=>"+")}var FileData=class{data;filename;content_type;constructor(data,filename,contentType){this.data=data,this.filename=filename,this.content_type=contentType}};function encodeMultipart(fields,boundary,encode){let chunks=[];for(let[name,value]of ownObject.entries(fields))for(let item of ownArray.isArray(value)?value:[value])push(chunks,encode(`--${boundary}\\r\n${partHead(name,item)}\\r\n\\r\n`)),push(chunks,item instanceof FileData?item.data:encode(fieldText(item))),push(chunks,encode(`\\r\n`));return push(chunks,encode(`--${boundary}--\\r\n`)),concatenated(chunks)}function hasFile(fields){let isFile=value=>value instanceof FileData;return some(ownObject.values(fields),value=>isFile(value)||ownArray.isArray(value)&&some(value,isFile))}function partHead(name,value){let disposition=`Content-Disposition: form-data; name="${quoted(name)}"`;return value instanceof FileData?`${disposition}; filename="${quoted(value.filename)}"\\r\nContent-Type: ${value.content_type}`:disposition}function quoted(text2){return text2.replace(/\\\\/g,"\\\\\\\\").replace(/"/g,\'\\\\"\').replace(/\\r/g,"%0D").replace(/\\n/g,"%0A")}function concatenated(chunks){let bytes=new Uint8Array2(chunks.reduce((total,chunk)=>total+chunk.length,0)),offset=0;for(let chunk of chunks)bytes.set(chunk,offset),offset+=chunk.length;return bytes}var TemplateUrl=class{url;name;constructor(url,name){this.url=url,this.name=name}toString(){return this.url}};function nameUrl(parts,...values){if(typeof parts=="string")return new TemplateUrl(parts,parts);let url=parts[0]??"";for(let index=1;index<parts.length;index+=1)url+=`${String(values[index-1])}${parts[index]}`;return new TemplateUrl(url,join(parts,"${}"))}var RememberedJson=class{values=new OwnMap;parse(text2){let known=this.values.get(text2);if(known!==void 0)return known;let value=ownJson.parse(text2);return text2.length>1e3||(this.values.size===200&&this.values.clear(),this.values.set(text2,value)),value}};var DEFAULT_EXPECTED=[{min:200,max:399}];function callText(method,url,tags,unusual){return`${method}\n${tags}\n${unusual}\n${url}`}var NO_BODY={body:null,contentType:null};function toRequestBody(state,body){if(body==null)return NO_BODY;if(typeof body=="string"||body instanceof String)return{body:String(body),contentType:null};if(typeof body!="object"||ownArray.isArray(body)){let kind=ownArray.isArray(body)?"an array":`a ${typeof body}`;throw new TypeError2(`unknown type of request body: ${kind}; want a text, bytes or an object of form fields`)}let bytes=body instanceof FileData?body.data:bytesOf(body);if(bytes!==null)return{body:bytes.slice().buffer,contentType:null};if(!hasFile(body))return{body:encodeForm(body),contentType:"application/x-www-form-urlencoded"};let boundary=randomBoundary(state);return{body:encodeMultipart(body,boundary,text2=>toBytes(state,text2)).slice().buffer,contentType:`multipart/form-data; boundary=${boundary}`}}function randomBoundary(state){let bytes=new Uint8Array2(ownBuffer(state.host.randomBytes(30)));return toHex(bytes)}var UNITS={ns:1e-6,us:.001,\\u00B5s:.001,ms:1,s:1e3,m:6e4,h:36e5};function parseTimeout(timeout){if(timeout==null)return 6e4;let text2=trim(String(timeout));if(text2!==""&&Number.isFinite(Number(text2)))return Number(text2);if(!matches(/^(\\d+(\\.\\d+)?(ns|us|\xB5s|ms|s|m|h))+$/,text2))throw new Error2(`params.timeout: "${text2}" is no duration; want milliseconds or e.g. "10s"`);let part=/(\\d+(?:\\.\\d+)?)(ns|us|\xB5s|ms|s|m|h)/g,total=0;for(let found2=match(part,text2);found2!==null;found2=match(part,text2))total+=Number(found2[1])*(UNITS[found2[2]??""]??0);return total}var NAMED2=ownJson.stringify({isNamed:!0});function toCallText(state,method,url,name,params,contentType,defaultExpected){let given=params.tags,own2=given==null?null:stringTags(given,"params.tags"),isNamed=own2?.name!==void 0||name!==null,tags=sampleTags(state,name===null||own2?.name!==void 0?own2:{...own2,name});if(contentType===null&&defaultExpected===DEFAULT_EXPECTED&&hasNoMore(state,params))return callText(method,url,tags.json,isNamed?NAMED2:"");let unusual=unusualParts(state,params,contentType,defaultExpected);return callText(method,url,tags.json,ownJson.stringify(isNamed?{...unusual,isNamed}:unusual))}function hasNoMore({metadata},params){return metadata===null&&params.headers===void 0&&params.cookies===void 0&&params.jar===void 0&&params.timeout===void 0&&params.redirects===void 0&&params.auth===void 0&&params.compression===void 0&&params.responseType===void 0&&params.responseCallback===void 0}function unusualParts(state,params,contentType,defaultExpected){let headers=headerPairs(params.headers);contentType!==null&&!some(headers,([header])=>toLowerCase(header)==="content-type")&&push(headers,["Content-Type",contentType]);let callback=params.responseCallback;return{headers,cookies:requestCookies(params.cookies),jar:params.jar instanceof CookieJarHandle?params.jar.id:0,timeoutMs:parseTimeout(params.timeout),redirects:params.redirects===void 0||params.redirects===null?null:Number(params.redirects),auth:authOf(params.auth),compression:typeof params.compression=="string"?params.compression:"",responseType:responseTypeOf(params.responseType),expected:callback===void 0?defaultExpected:expectedOf(callback),metadata:state.metadata??{}}}function authOf(auth){if(auth==null||auth===""||auth==="basic")return null;if(auth==="digest")return auth;throw new Error2(`params.auth "${String(auth)}" is not available in the embedded engine; it needs real k6`)}function headerPairs(headers){if(headers==null)return[];if(typeof headers!="object")throw new TypeError2("params.headers must be an object");let given=filter(ownObject.entries(headers),([,value])=>value!=null);return map(given,([name,value])=>[name,String(value)])}function requestCookies(cookies){if(cookies==null)return{};if(typeof cookies!="object")throw new TypeError2("params.cookies must be an object");return ownObject.fromEntries(map(ownObject.entries(cookies),([name,cookie])=>{if(typeof cookie!="object"||cookie===null)return[name,{value:String(cookie),replace:!1}];let{value,replace:replace2}=cookie;return[name,{value:String(value??""),replace:replace2===!0}]}))}function responseTypeOf(type){if(type==null||type==="")return null;if(type==="text"||type==="binary"||type==="none")return type;throw new Error2(`params.responseType must be "text", "binary" or "none", got "${String(type)}"`)}function queryJson(value,path){return lookUp(value,pathParts(path))}var OTHER_MODIFIERS=/^@(ugly|pretty|flatten|join|valid|tostr|fromstr|group|dig)\\b/,MOST_PATHS=100,paths=new OwnMap;function pathParts(path){let known=paths.get(path);if(known!==void 0)return known;let parts=splitPath(path);return paths.size===MOST_PATHS&&paths.clear(),paths.set(path,parts),parts}function lookUp(value,parts){let[part,...rest]=parts;if(part===void 0)return value;if(startsWith(part,"@")&&!hasMember(value,part))return lookUp(modified(value,part),rest);if(startsWith(part,"{")||startsWith(part,"[")||startsWith(part,"!"))throw notHere(part);if(ownArray.isArray(value)&&startsWith(part,"#"))return lookUpEach(value,part,rest);if(typeof value!="object"||value===null)return;let key=includes(part,"*")||includes(part,"?")?filter(ownObject.keys(value),name=>matches(globToRegExp(part),name))[0]:part;if(!(key===void 0||!ownObject.hasOwn(value,key)||ownArray.isArray(value)&&key==="length"))return lookUp(value[key],rest)}function hasMember(value,name){return typeof value=="object"&&value!==null&&ownObject.hasOwn(value,name)}function modified(value,modifier){switch(modifier){case"@this":return value;case"@reverse":return reversed(value);case"@keys":return isPlainObject(value)?ownObject.keys(value):[];case"@values":return isPlainObject(value)?ownObject.values(value):[];default:if(matches(OTHER_MODIFIERS,modifier))throw notHere(modifier);return}}function isPlainObject(value){return typeof value=="object"&&value!==null&&!ownArray.isArray(value)}function reversed(value){if(typeof value!="object"||value===null)return value;let entries=ownObject.entries(value),backwards=[];for(let at=entries.length-1;at>=0;at-=1)push(backwards,entries[at]);return ownArray.isArray(value)?map(backwards,([,item])=>item):ownObject.fromEntries(backwards)}function notHere(part){return new Error2(`response.json(): "${part}" is not in the embedded engine; take it from response.json() in the script`)}function lookUpEach(list,part,rest){if(part==="#")return rest.length===0?list.length:found(map(list,item=>lookUp(item,rest)));let query=match(/^#\\((.*)\\)(#?)$/s,part);if(query===null)return;let satisfying=filter(list,item=>satisfies(item,query[1]??""));return query[2]==="#"?rest.length===0?satisfying:found(map(satisfying,item=>lookUp(item,rest))):satisfying.length===0?void 0:lookUp(satisfying[0],rest)}function found(values){return filter(values,value=>value!==void 0)}function satisfies(item,condition){let parts=match(/^(.*?)\\s*(==|!=|<=|>=|!%|<|>|%|=)\\s*(.*)$/s,condition);if(parts===null)return lookUp(item,splitPath(condition))!==void 0;let[,path="",operator="",literal=""]=parts,left=path===""?item:lookUp(item,splitPath(path));return left===void 0||typeof left=="object"&&left!==null?!1:compare2(left,operator,literalValue(literal))}function compare2(left,operator,right){if(operator==="%"||operator==="!%")return typeof left=="string"&&matches(globToRegExp(String(right)),left)===(operator==="%");if(typeof left!=typeof right)return operator==="!=";let[a,b]=[left,right];switch(operator){case"!=":return a!==b;case"<":return a<b;case"<=":return a<=b;case">":return a>b;case">=":return a>=b;default:return a===b}}function literalValue(text2){try{return ownJson.parse(text2)}catch{return text2}}function globToRegExp(glob){let plain=replace(glob,/[.+^${}()|[\\]\\\\]/g,character=>`\\\\${character}`),source=replace(plain,/[*?]/g,character=>character==="*"?".*":".");return new RegExp2(`^${source}$`,"s")}function splitPath(path){let parts=[],part="",depth=0,isQuoted=!1;for(let at=0;at<path.length;at+=1){let character=slice(path,at,at+1);if(character==="\\\\"&&depth===0){at+=1,part+=slice(path,at,at+1);continue}depth>0&&character===\'"\'&&(isQuoted=!isQuoted),!isQuoted&&character==="("&&(depth+=1),!isQuoted&&character===")"&&(depth-=1),depth===0&&(character==="."||character==="|")?(push(parts,part),part=""):part+=character}return[...parts,part]}function resolveUrl(reference,base){if(/^[a-z][a-z0-9+.-]*:/i.test(reference))return reference;let[,origin="",given="",query=""]=/^([a-z][a-z0-9+.-]*:\\/\\/[^/?#]*)([^?#]*)(\\?[^#]*)?/i.exec(base)??[],path=given===""?"/":given;if(reference.startsWith("//"))return`${origin.slice(0,origin.indexOf(":")+1)}${reference}`;let[,target="",rest=""]=/^([^?#]*)(.*)$/s.exec(reference)??[];if(target==="")return`${origin}${path}${rest.startsWith("?")?"":query}${rest}`;let full=target.startsWith("/")?target:`${path.slice(0,path.lastIndexOf("/")+1)||"/"}${target}`;return`${origin}${withoutDots(full)}${rest}`}function withoutDots(path){let kept=[],parts=path.split("/");for(let[index,part]of parts.entries()){let isLast=index===parts.length-1;part===".."?(kept.length>1&&kept.pop(),isLast&&kept.push("")):part==="."?isLast&&kept.push(""):kept.push(part)}return kept.join("/")}function formRequest(page,url,how={}){let{formSelector="form",submitSelector=\'[type="submit"]\',fields={},params}=how,form=page.find(formSelector).first();if(form.size()===0)throw missing(formSelector,url);let submit=form.find(submitSelector).first(),name=submit.attr("name"),pressed=name===void 0?{}:{[name]:submit.val()??""},values={...form.serializeObject(),...pressed,...fields},target=resolveUrl(form.attr("action")??"",url),method=(form.attr("method")??"GET").toUpperCase();if(method!=="GET")return{method,url:target,body:values,params};let query=encodeForm(values);return{method,url:`${target.replace(/[?#].*$/s,"")}?${query}`,body:null,params}}function linkRequest(page,url,how={}){let{selector="a[href]",params}=how,href=page.find(selector).first().attr("href");if(href===void 0)throw missing(selector,url);return{method:"GET",url:resolveUrl(href,url),body:null,params}}function missing(selector,url){return new Error2(`no element found for selector \'${selector}\' in response \'${url}\'`)}var LATE_MEMBERS=["headers","cookies","timings","request","ocsp"],Response=class{status;status_text;url;proto;body;error;error_code;remote_ip;remote_port;tls_version;tls_cipher_suite;#detail;#ways;#parsed;constructor(common,url,body,detail,ways){this.#detail=detail,this.#ways=ways,this.status=common.status,this.status_text=common.status_text,this.url=url,this.proto=common.proto,this.body=body,this.error=common.error,this.error_code=common.error_code,this.remote_ip=common.remote_ip,this.remote_port=common.remote_port,this.tls_version=common.tls_version,this.tls_cipher_suite=common.tls_cipher_suite,ownObject.defineProperties(this,lateProperties)}json(path){return this.#parsed??=this.#parse(this.#text("json()")),path===void 0?this.#parsed:queryJson(this.#parsed,String(path))}html(selector){let page=parseHTML(this.#text("html()"));return selector===void 0?page:page.find(selector)}submitForm(how){return this.#ways.send(formRequest(this.html(),this.url,how))}clickLink(how){return this.#ways.send(linkRequest(this.html(),this.url,how))}#text(member){if(this.body===null)throw new Error2(`response.${member}: there is no body; see responseType and discardResponseBodies`);return typeof this.body=="string"?this.body:this.#ways.decode(this.body)}#parse(text2){try{return ownJson.parse(text2)}catch(error){let reason=error instanceof Error2?error.message:String(error);throw new Error2(`response.json(): the body of ${this.url} is no JSON: ${reason}`)}}static late(name){return{configurable:!0,enumerable:!0,get(){let members={...ownJson.parse(this.#detail),ocsp:unstapled()};for(let member of LATE_MEMBERS)ownObject.getOwnPropertyDescriptor(this,member)?.get!==void 0&&own(this,member,members[member]);return members[name]},set(value){own(this,name,value)}}}},lateProperties=ownObject.fromEntries(LATE_MEMBERS.map(name=>[name,Response.late(name)]));function own(response,name,value){ownObject.defineProperty(response,name,{value,configurable:!0,enumerable:!0,writable:!0})}function unstapled(){return{produced_at:0,this_update:0,next_update:0,revoked_at:0,revocation_reason:"",status:""}}var NO_PARAMS={},Requests=class{expected=DEFAULT_EXPECTED;state;loop;answers=new RememberedJson;ways;constructor(state,loop){this.state=state,this.loop=loop,this.ways={decode:bytes=>decodeUtf8(state,bytes),send:({method,url,body,params})=>this.send(method,url,body,params)}}send(method,url,body,params){let request=this.prepare(method,url,body,params),answer=askText(this.state,"http",request.text,[request.body]);return this.respond(request,answer.json,answer.bodies,0)}sendLater(method,url,body,params){let request=this.prepare(method,url,body,params),settle=this.loop.begin();return new Promise2((resolve,reject)=>{this.state.host.askLater("http",request.text,[request.body],answer=>settle(()=>{if(!answer.ok)return reject(new Error2(answer.message));try{resolve(this.respond(request,answer.json,answer.bodies,0))}catch(error){reject(error)}}))})}batch(entries){if(typeof entries!="object"||entries===null)throw new TypeError2("http.batch() wants an array or an object");let requests=map(ownObject.entries(entries),([key,entry])=>({key,...this.prepareEntry(entry)})),{json,bodies}=ask(this.state,"batch",map(requests,({text:text2})=>text2),map(requests,({body})=>body)),answers=ownJson.parse(json),index=0,responses=map(requests,request=>{let response=this.respond(request,answers[index]??"",bodies,2*index);return index+=1,[request.key,response]});return ownArray.isArray(entries)?map(responses,([,response])=>response):ownObject.fromEntries(responses)}prepareEntry(entry){if(ownArray.isArray(entry)){let[method2,url2,body2,params2]=entry;return this.prepare(methodOf(method2),url2,body2,params2)}if(typeof entry=="string"||entry instanceof TemplateUrl)return this.prepare("GET",entry,null,null);if(typeof entry!="object"||entry===null)throw new TypeError2("http.batch(): an entry is no request");let{method,url,body,params}=entry;return this.prepare(method===void 0?"GET":methodOf(method),url,body,params)}prepare(method,url,body,params){callOf(this.state,"making http requests");let options=params??NO_PARAMS,made=body==null?NO_BODY:toRequestBody(this.state,body),address=String(url),name=url instanceof TemplateUrl?url.name:null,text2=toCallText(this.state,method,address,name,options,made.contentType,this.expected),throws=options.throw===void 0?this.state.start.throwsByDefault:options.throw===!0;return{method,url:address,text:text2,body:made.body,throws}}respond({method,url,throws},commonJson,bodies,at){let common=this.answers.parse(commonJson);if(common.status===0){if(throws)throw new Error2(`${method} ${url}: ${common.error}`);this.state.host.log("warn",`Request Failed: ${method} ${url}: ${common.error}`)}let came=bodies[at]??null,body=came===null||typeof came=="string"?came:ownBuffer(came),detail=bodies[at+1];return new Response(common,common.url===""?url:common.url,body,detail,this.ways)}};function methodOf(method){let text2=toUpperCase(String(method));if(matches(/[\\r\\n]/,text2))throw new Error2(`invalid method ${ownJson.stringify(text2)}`);return text2}var OCSP_STATUSES=["good","revoked","server_failed","unknown"],OCSP_REASONS=["unspecified","key_compromise","ca_compromise","affiliation_changed","superseded","cessation_of_operation","certificate_hold","remove_from_crl","privilege_withdrawn","aa_compromise"],OCSP_NAMES=ownObject.fromEntries([...OCSP_STATUSES.map(status=>[`OCSP_STATUS_${status.toUpperCase()}`,status]),...OCSP_REASONS.map(reason=>[`OCSP_REASON_${reason.toUpperCase()}`,reason])]);function makeHttpModule(state,loop){let requests=new Requests(state,loop),withBody2=method=>(url,body,params)=>requests.send(method,url,body,params);return{get:(url,params)=>requests.send("GET",url,null,params),head:(url,params)=>requests.send("HEAD",url,null,params),post:withBody2("POST"),put:withBody2("PUT"),patch:withBody2("PATCH"),del:withBody2("DELETE"),options:withBody2("OPTIONS"),request:(method,url,body,params)=>requests.send(methodOf(method),url,body,params),asyncRequest:(method,url,body,params)=>requests.sendLater(methodOf(method),url,body,params),batch:entries=>requests.batch(entries),url:nameUrl,file:(data,filename,contentType)=>new FileData(toBytes(state,data),filename===void 0?String(Math.round(state.host.now()*1e6)):String(filename),contentType===void 0?"application/octet-stream":String(contentType)),cookieJar:()=>(callOf(state,"http.cookieJar()"),new CookieJarHandle(state,0)),CookieJar:jarClass(state),expectedStatuses,setResponseCallback:callback=>{requests.expected=expectedOf(callback)},SSL_3_0:"ssl3.0",TLS_1_0:"tls1.0",TLS_1_1:"tls1.1",TLS_1_2:"tls1.2",TLS_1_3:"tls1.3",...OCSP_NAMES}}function jarClass(state){let lastId=0,forgotten=new FinalizationRegistry(id=>state.host.dropJar(id));return class extends CookieJarHandle{constructor(){lastId+=1,super(state,lastId),forgotten.register(this,lastId)}}}function resolverOf(module){return function(specifier){let text2=String(specifier);return matches(/^\\.{0,2}\\//,text2)?resolveUrl(text2,module):text2}}function formatDuration(ms){if(ms>=2*864e5&&ms%864e5===0)return`${ms/864e5}d`;if(ms<1e3)return`${Math.round(ms)}ms`;let parts=[],rest=Math.round(ms/100)/10;for(let[unit,seconds]of[["h",3600],["m",60]]){let count=Math.floor(rest/seconds),readsAsSeconds=unit==="m"&&rest===60&&parts.length===0;count>0&&!readsAsSeconds&&(parts.push(`${count}${unit}`),rest=Math.round((rest-count*seconds)*10)/10)}return(rest>0||parts.length===0)&&parts.push(`${rest}s`),parts.join("")}var KIB=1024,UNIT_FACTOR={s:1e3,ms:1,us:.001};function textSummary(data){return`${[...[["Checks",checkLines(data.root_group)],["Thresholds",thresholdLines(data)],["Metrics",metricLines(data)]].filter(([,lines])=>lines.length>0).map(([title,lines])=>[title,...lines].join(`\n  `)),`Took ${formatDuration(data.state.testRunDurationMs)}.`].join(`\n\n`)}\n`}function checkLines(group2){let where=group2.path===""?"":`${group2.path.slice(2).replaceAll("::"," > ")}: `;return[...group2.checks.map(({name,passes,fails})=>{let count=fails===0?`all ${passes} passed`:`${fails} of ${passes+fails} failed`;return`${fails===0?"ok    ":"FAILED"}  ${where}${name} (${count})`}),...group2.groups.flatMap(checkLines)]}function thresholdLines({metrics}){return ownObject.entries(metrics).flatMap(([name,{thresholds={}}])=>ownObject.entries(thresholds).map(([expression,{ok}])=>`${ok?"ok    ":"FAILED"}  ${name}: ${expression}`))}function metricLines(data){let metrics=ownObject.entries(data.metrics),width=Math.max(0,...metrics.map(([name])=>name.length));return metrics.map(([name,metric])=>`${name.padEnd(width)}  ${valuesText(metric,data.options.summaryTimeUnit)}`)}function valuesText({type,contains,values},timeUnit){let format=value=>amount(value,contains,timeUnit),{count=0,rate=0,passes=0,fails=0}=values;return type==="counter"?`${format(count)} (${format(rate)}/s)`:type==="rate"?`${short(rate*100)} % (${passes} of ${passes+fails})`:ownObject.entries(values).map(([name,value])=>`${name} ${name==="count"?value:format(value)}`).join("  ")}function amount(value,contains,timeUnit){return contains==="time"?timeText(value,timeUnit):contains!=="data"?short(value):value>=KIB*KIB?`${short(value/KIB/KIB)} MiB`:value>=KIB?`${short(value/KIB)} KiB`:`${short(value)} B`}function timeText(ms,unit){return unit==="s"||unit==="ms"||unit==="us"?`${short(ms/UNIT_FACTOR[unit])}${unit}`:ms>=1e4?`${short(ms/1e3)}s`:`${short(ms)}ms`}function short(value){return Number.isInteger(value)?String(value):value.toFixed(2)}var[RED,GREEN,PLAIN]=["\\x1B[31m","\\x1B[32m","\\x1B[0m"];function makeK6Summary(){return{textSummary:(data,{indent="",enableColors=!0}={})=>textSummary(data).split(`\n`).map(line=>line===""?line:`${indent}${enableColors?coloured(line):line}`).join(`\n`),jUnit:jUnitReport,humanizeValue:(value,{contains})=>contains==="time"?`${Math.round(value*100)/100}ms`:String(Math.round(value*100)/100)}}function coloured(line){return/^ {2}ok\\b/.test(line)?`${GREEN}${line}${PLAIN}`:/^ {2}FAILED\\b/.test(line)?`${RED}${line}${PLAIN}`:line}function jUnitReport(data,{name="k6 thresholds",classname}={}){let cases=[...thresholdCases(data),...checkCases(data.root_group)],failures=cases.filter(({failure})=>failure!==null).length,suite=`<testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}">`,lines=cases.map(({name:title,failure})=>{let start=`<testcase name="${escapeXml(title)}" classname="${escapeXml(classname??name)}"`;return failure===null?`${start} />`:`${start}><failure message="${escapeXml(failure)}" /></testcase>`});return[\'<?xml version="1.0"?>\',`<testsuites tests="${cases.length}" failures="${failures}">`,suite,...lines,"</testsuite>","</testsuites>"].join(`\n`)}function thresholdCases({metrics}){return ownObject.entries(metrics).flatMap(([metric,{thresholds={}}])=>ownObject.entries(thresholds).map(([expression,{ok}])=>({name:`${metric} - ${expression}`,failure:ok?null:`${metric} ${expression} failed`})))}function checkCases(group2){return[...group2.checks.map(({name,path,fails,passes})=>({name:path===""?name:path.replace(/^::/,""),failure:fails===0?null:`${fails} of ${fails+passes} failed`})),...group2.groups.flatMap(checkCases)]}function escapeXml(text2){return text2.replace(/&/g,"&amp;").replace(/</g,"&lt;").replace(/>/g,"&gt;").replace(/"/g,"&quot;")}var UNIT_MS={d:864e5,h:36e5,m:6e4,s:1e3,ms:1};function millisecondsOf(text2){if(/^\\d+(\\.\\d+)?$/.test(text2))return Number(text2);let parts=[...text2.matchAll(/(\\d+(?:\\.\\d+)?)(ms|[dhms])/g)];if(parts.length===0||parts.map(([whole])=>whole).join("")!==text2)throw new TypeError2(`"${text2}" is not a duration such as 1m30s`);return parts.reduce((sum,[,count,unit])=>sum+Number(count)*(UNIT_MS[unit??""]??0),0)}var REACH=2;function normalDistributionStages(maxVus,durationSeconds,numberOfStages=10){let duration=`${Math.ceil(durationSeconds/(numberOfStages+2))}s`;return[...ownArray.from({length:numberOfStages+1},(_,index)=>{let deviation=numberOfStages===0?0:index/numberOfStages*2*REACH-REACH;return Math.ceil(maxVus*Math.exp(-(deviation**2)/2))}),0].map(target=>({duration,target}))}function stageIndexAt(stages,elapsedMs){let endMs=0,index=stages.findIndex(({duration})=>(endMs+=typeof duration=="number"?duration:millisecondsOf(duration),elapsedMs<endMs));return index<0?stages.length-1:index}function stageProfile(stages,index,start){let from=index===0?start:stages[index-1]?.target??start,to=stages[index]?.target??from;return to===from?"steady":to>from?"ramp-up":"ramp-down"}var LETTERS="abcdefghijklmnopqrstuvwxyz";function makeK6Utils(parts){return{uuidv4:isSecure=>isSecure===!0?parts.randomUUID():plainUuid(),randomIntBetween,randomItem:items=>items[Math.floor(Math.random()*items.length)],randomString:(length,charset=LETTERS)=>ownArray.from({length},()=>charset.charAt(Math.floor(Math.random()*charset.length))).join(""),findBetween,normalDistributionStages,parseDuration:millisecondsOf,check:(value,conditions,tags)=>checkAll(parts,value,conditions,tags),...stageFunctions(parts.execution)}}function randomIntBetween(min,max){return Math.floor(Math.random()*(max-min+1)+min)}function plainUuid(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,place=>{let digit=Math.floor(Math.random()*16);return(place==="x"?digit:digit&3|8).toString(16)})}function findBetween(content,left,right,repeat=!1){let found2=[];for(let from=0;;){let start=content.indexOf(left,from),end=start<0?-1:content.indexOf(right,start+left.length);if(end<0||(found2.push(content.slice(start+left.length,end)),!repeat))break;from=end+right.length}return repeat?found2:found2[0]??null}function checkAll(parts,value,conditions,tags){let results=ownObject.entries(conditions).map(([name,condition])=>[name,typeof condition=="function"?condition(value):condition]);return results.some(([,result])=>typeof result?.then=="function")?Promise2.all(results.map(async([name,result])=>[name,await result])).then(settled=>parts.check(value,ownObject.fromEntries(settled),tags)):parts.check(value,ownObject.fromEntries(results),tags)}function stageFunctions(module){let execution=module,scenarioOf=what=>{let scenario=execution.test.options.scenarios?.[execution.scenario.name];if(scenario?.stages===void 0)throw new Error2(`${what}: only ramping executors have stages`);return{...scenario,stages:scenario.stages}},indexNow=what=>stageIndexAt(scenarioOf(what).stages,Date.now()-execution.scenario.startTime);return{getCurrentStageIndex:()=>indexNow("getCurrentStageIndex()"),tagWithCurrentStageIndex:()=>{execution.vu.metrics.tags.stage=String(indexNow("tagWithCurrentStageIndex()"))},tagWithCurrentStageProfile:()=>{let{stages,startVUs,startRate}=scenarioOf("tagWithCurrentStageProfile()"),index=indexNow("tagWithCurrentStageProfile()");execution.vu.metrics.tags.stage_profile=stageProfile(stages,index,startVUs??startRate??0)}}}var AsyncFunction=(async()=>{}).constructor;function makeK6Module(state){return{check:(value,conditions,tags)=>check(state,value,conditions,tags),group:(name,body)=>group(state,String(name),body),sleep:seconds=>sleep(state,seconds),fail:message=>fail(state,message),randomSeed:seed=>randomSeed(Number(seed))}}function check(state,value,conditions,extraTags){if(callOf(state,"check()"),typeof conditions!="object"||conditions===null)throw new TypeError2("check() wants an object of named conditions as its second argument");let own2=extraTags==null?null:stringTags(extraTags,"the tags of check()"),now=state.host.now(),isPassed=!0;for(let name of ownObject.keys(conditions)){if(includes(name,"::"))throw new Error2(`check "${name}": the name of a check may not contain "::"`);let condition=conditions[name];if(condition instanceof AsyncFunction)throw new TypeError2(`check "${name}": async functions are not supported as conditions`);let ok=!1;try{ok=Boolean(typeof condition=="function"?condition(value):condition)}catch(error){throw error instanceof TestAborted||report(state,now,!1,own2,name),error}report(state,now,ok,own2,name),ok||(isPassed=!1)}return isPassed}function report(state,nowMs,ok,own2,check2){state.host.emit("checks",nowMs,ok?1:0,sampleTags(state,own2,check2),state.metadata)}function group(state,name,body){if(callOf(state,"group()"),includes(name,"::"))throw new Error2(`group "${name}": a group name may not contain "::"`);if(typeof body!="function")throw new TypeError2(`group "${name}" wants a function as its second argument`);if(body instanceof AsyncFunction)throw new TypeError2(`group "${name}": async functions are not supported`);let outer=state.group;state.group=`${outer}::${name}`;let started=state.host.now();try{return body()}finally{let ended=state.host.now();state.host.emit("group_duration",ended,ended-started,sampleTags(state,null),state.metadata),state.group=outer}}function sleep(state,seconds){callOf(state,"sleep()");let milliseconds=Number(seconds)*1e3;if(state.aborted!==null)throw new TestAborted(state.aborted);if(milliseconds>0&&!state.host.sleep(milliseconds))throw new Error2("the call was interrupted")}function fail(state,message){throw callOf(state,"fail()"),new Error2(message===void 0?"":String(message))}function randomSeed(seed){let word=Number.isFinite(seed)?Math.trunc(seed)%4294967296:0;Math.random=()=>{word=word+1831565813|0;let mixed=Math.imul(word^word>>>15,1|word);return mixed=mixed+Math.imul(mixed^mixed>>>7,61|mixed)^mixed,((mixed^mixed>>>14)>>>0)/2**32}}function compareTexts(left,right){let[a,b]=[weigh(left),weigh(right)];return compare3(a.letters,b.letters)||compare3(a.accents,b.accents)||compare3(a.capitals,b.capitals)}function weigh(text2){let[letters,accents,capitals]=["","",""];for(let character of text2.normalize("NFD")){if(new RegExp("\\\\p{M}","u").test(character)){accents+=character;continue}let lower=character.toLowerCase();letters+=`${classOf(character)}${lower}`,accents+=" ",capitals+=lower===character?"0":"1"}return{letters,accents,capitals}}function classOf(character){return/\\s/.test(character)?0:new RegExp("\\\\p{L}","u").test(character)?3:new RegExp("\\\\p{N}","u").test(character)?2:1}function compare3(left,right){return left===right?0:left<right?-1:1}function defineLocaleTexts(){define2(Number.prototype,{toLocaleString:plainText}),define2(ownReflect.get(globalThis,"BigInt").prototype,{toLocaleString:plainText});let{localeCompare}=String.prototype,compare4="a".localeCompare("B")<0?(a,b)=>localeCompare.call(a,b):compareTexts;define2(String.prototype,{localeCompare(other){return compare4(String(this),String(other))}}),define2(Date.prototype,{toLocaleString(){return isValid(this)?`${dateText(this)}, ${timeText2(this)}`:"Invalid Date"},toLocaleDateString(){return isValid(this)?dateText(this):"Invalid Date"},toLocaleTimeString(){return isValid(this)?timeText2(this):"Invalid Date"}})}function define2(owner,methods){for(let[name,value]of ownObject.entries(methods))ownObject.defineProperty(owner,name,{value,writable:!0,configurable:!0})}function plainText(){return this.toString()}function isValid(date){return!Number.isNaN(date.getTime())}function dateText(date){return`${twoDigits(date.getMonth()+1)}/${twoDigits(date.getDate())}/${String(date.getFullYear()).padStart(4,"0")}`}function timeText2(date){return`${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`}function twoDigits(value){return String(value).padStart(2,"0")}var BUILT_IN=[["vus","gauge"],["vus_max","gauge"],["iterations","counter"],["iteration_duration","trend","time"],["dropped_iterations","counter"],["checks","rate"],["group_duration","trend","time"],["http_reqs","counter"],["http_req_failed","rate"],["http_req_duration","trend","time"],["http_req_blocked","trend","time"],["http_req_connecting","trend","time"],["http_req_tls_handshaking","trend","time"],["http_req_sending","trend","time"],["http_req_waiting","trend","time"],["http_req_receiving","trend","time"],["ws_sessions","counter"],["ws_msgs_sent","counter"],["ws_msgs_received","counter"],["ws_ping","trend","time"],["ws_session_duration","trend","time"],["ws_connecting","trend","time"],["data_sent","counter","data"],["data_received","counter","data"]],BUILT_IN_METRICS=BUILT_IN.map(([name,type,contains])=>({name,type,contains:contains??"default"}));function makeMetricsModule(state){let declared=new OwnMap;return{Counter:metricClass(state,declared,"counter"),Gauge:metricClass(state,declared,"gauge"),Rate:metricClass(state,declared,"rate"),Trend:metricClass(state,declared,"trend")}}function metricClass(state,declared,type){let title=`${toUpperCase(slice(type,0,1))}${slice(type,1)}`,Metric=class{name;constructor(name,isTime){needInit(state,`new ${title}("${String(name)}")`),this.name=metricName(name,title);let contains=isTime===!0?"time":"default";declare(declared,{name:this.name,type,contains}),state.host.declareMetric(this.name,type,contains)}add(value,tags){if(callOf(state,`add() of metric "${this.name}"`),state.aborted!==null)throw new TestAborted(state.aborted);let number=metricValue(type,value);if(Number.isNaN(number))return state.host.log("warn",`metric "${this.name}": ${String(value)} is no number; the value is dropped`),!1;let own2=stringTags(tags,`the tags of metric "${this.name}"`);return state.host.emit(this.name,state.host.now(),number,sampleTags(state,own2),state.metadata),!0}};return ownObject.defineProperty(Metric,"name",{value:title}),Metric}function declare(declared,metric){if(declared.size===0)for(let own2 of BUILT_IN_METRICS)declared.set(own2.name,kindOf(own2));let[known,kind]=[declared.get(metric.name),kindOf(metric)];if(known!==void 0&&known!==kind)throw new Error2(`metric "${metric.name}" is already declared as a ${known}, not a ${kind}`);declared.set(metric.name,kind)}function kindOf({type,contains}){return contains==="default"?type:`${type} of ${contains==="time"?"times":"bytes"}`}function metricName(name,title){let text2=typeof name=="string"?name:"";if(!matches(/^[a-zA-Z_][a-zA-Z0-9_]{1,128}$/,text2))throw new Error2(`new ${title}: "${String(name)}" is no metric name; want 2 to 129 letters, digits or _, not beginning with a digit`);return text2}function metricValue(type,value){return type==="rate"?Number(value)===0||value===!1?0:Number.isNaN(Number(value))?Number.NaN:1:value==null||value===""?Number.NaN:Number(value)}function makeOpen(state){return function(path,mode){if(needInit(state,"open()"),typeof path!="string"||path==="")throw new TypeError2("open() wants the path of a file");let[bytes]=ask(state,"file",{path,referrer:callerModule()}).bodies,buffer=bytes;return mode==="b"?ownBuffer(buffer):decodeUtf8(state,buffer)}}var Timers=class{timers=new OwnMap;state;loop;lastId=0;constructor(state,loop){this.state=state,this.loop=loop}api(){return{setTimeout:(callback,delay,...rest)=>this.set("setTimeout",callback,delay,rest),setInterval:(callback,delay,...rest)=>this.set("setInterval",callback,delay,rest),clearTimeout:id=>this.clear(Number(id)),clearInterval:id=>this.clear(Number(id))}}fire(id){let timer=this.timers.get(id);if(timer===void 0)return;let{settle}=timer;timer.repeats?timer.settle=this.loop.begin():this.timers.delete(id),settle(timer.callback)}clearAll(){if(this.timers.size!==0){for(let id of this.timers.keys())this.state.host.stopTimer(id);this.timers.clear()}}set(kind,callback,delay,rest){if(typeof callback!="function")throw new TypeError2(`${kind} wants a function as its first argument`);let milliseconds=Math.min(Math.max(Number(delay)||0,0),2147483647),id=++this.lastId,repeats=kind==="setInterval";return this.timers.set(id,{callback:()=>callback(...rest),repeats,settle:this.loop.begin()}),this.state.host.startTimer(id,milliseconds,repeats),id}clear(id){let timer=this.timers.get(id);timer!==void 0&&(this.timers.delete(id),this.state.host.stopTimer(id),timer.settle(()=>{}))}};var HASHES={"SHA-1":["sha1",512],"SHA-256":["sha256",512],"SHA-384":["sha384",1024],"SHA-512":["sha512",1024]},CryptoKey=class _CryptoKey{type="secret";extractable;algorithm;usages;#bytes;constructor(bytes,hash,extractable,usages){this.#bytes=bytes,this.extractable=extractable,this.algorithm={name:"HMAC",hash:{name:hash},length:bytes.length*8},this.usages=usages}static bytesFor(key,usage){if(!(key instanceof _CryptoKey))throw new TypeError2("crypto.subtle: the key is no CryptoKey");if(!key.usages.includes(usage))throw new Error2(`InvalidAccessError: the key may not be used to ${usage}`);return key.#bytes}static exported(key){if(!(key instanceof _CryptoKey))throw new TypeError2("crypto.subtle: the key is no CryptoKey");if(!key.extractable)throw new Error2("InvalidAccessError: the key is not extractable");return key.#bytes}};function makeSubtleCrypto(state){let hash=(name,key,data)=>{let[openSsl]=HASHES[name]??[],bytes=bytesOf(data);if(openSsl===void 0)throw missing2(name);if(bytes===null)throw new TypeError2("crypto.subtle wants an ArrayBuffer or a view of one");let digest=state.host.hash(openSsl,key===null?null:key.slice().buffer,bytes.slice().buffer);if(digest===null)throw missing2(name);return ownBuffer(digest)},sign=(key,usage,data)=>hash(key.algorithm?.hash.name??"",CryptoKey.bytesFor(key,usage),data);return{digest:async(algorithm,data)=>hash(nameOf(algorithm),null,data),importKey:async(format,data,algorithm,extractable,usages)=>{let bytes=bytesOf(data);if(format!=="raw"||bytes===null)throw missing2(`importKey in the format "${String(format)}"`);return new CryptoKey(bytes.slice(),hmacHash(algorithm),extractable===!0,[...usages])},generateKey:async(algorithm,extractable,usages)=>{let name=hmacHash(algorithm),bits=algorithm.length??HASHES[name]?.[1]??512,bytes=new Uint8Array2(ownBuffer(state.host.randomBytes(Math.ceil(bits/8))));return new CryptoKey(bytes,name,extractable===!0,[...usages])},exportKey:async(format,key)=>{if(format!=="raw")throw missing2(`exportKey in the format "${String(format)}"`);return CryptoKey.exported(key).slice().buffer},sign:async(_algorithm,key,data)=>sign(key,"sign",data),verify:async(_algorithm,key,signature,data)=>isSame(bytesOf(signature),new Uint8Array2(sign(key,"verify",data))),...ownObject.fromEntries(["encrypt","decrypt","deriveBits","deriveKey","wrapKey","unwrapKey"].map(name=>[name,async()=>{throw missing2(name)}]))}}function nameOf(algorithm){let name=typeof algorithm=="string"?algorithm:algorithm?.name;return String(name).toUpperCase()}function hmacHash(algorithm){if(nameOf(algorithm)!=="HMAC")throw missing2(nameOf(algorithm));let name=nameOf(algorithm.hash);if(HASHES[name]===void 0)throw missing2(name);return name}function isSame(given,wanted){return given===null||given.length!==wanted.length?!1:wanted.reduce((difference,byte,index)=>difference|byte^(given[index]??0),0)===0}function missing2(what){return new Error2(`NotSupportedError: crypto.subtle: ${what} is not available in the embedded engine; it needs real k6`)}function makeWebGlobals(state){return{TextEncoder:encoderClass(state),TextDecoder:decoderClass(state),crypto:makeWebCrypto(state)}}function encoderClass(state){return class{encoding="utf-8";encode(text2=""){return new Uint8Array2(ownBuffer(state.host.encodeUtf8(String(text2))))}}}function decoderClass(state){return class{encoding;fatal;constructor(label="utf-8",options={}){if(this.encoding=String(label).toLowerCase(),this.fatal=options.fatal===!0,!["utf-8","utf8","utf-16le","utf-16be"].includes(this.encoding))throw new RangeError(`TextDecoder: the encoding "${this.encoding}" is not supported`)}decode(input){let bytes=bytesOf(input)?.slice()??new Uint8Array2,text2=state.host.decodeText(bytes.buffer,this.encoding,this.fatal);if(text2===null)throw new TypeError2(`TextDecoder: the bytes are no ${this.encoding} text`);return text2}}}function makeWebCrypto(state){return{getRandomValues(view){let bytes=bytesOf(view);if(bytes===null||view instanceof ArrayBuffer)throw new TypeError2("getRandomValues wants a typed array");return bytes.length>0&&bytes.set(new Uint8Array2(randomBytes(state,bytes.length))),view},randomUUID:()=>randomUuid(state),subtle:makeSubtleCrypto(state)}}function randomUuid(state){let bytes=new Uint8Array2(randomBytes(state,16));return bytes[6]=(bytes[6]??0)&15|64,bytes[8]=(bytes[8]??0)&63|128,ownArray.from(bytes,byte=>byte.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/,"$1-$2-$3-$4-$5")}function refuseMember(name){throw new Error2(`${name.slice(name.indexOf(".")+1)}() is not in the embedded engine: run it with k6`)}function makeBlobClass(state){return class Blob{type;size;#bytes;constructor(parts=[],options={}){let chunks=parts.map(part=>part instanceof Blob?part.#bytes:partBytes(state,part));this.#bytes=new Uint8Array2(chunks.reduce((total,chunk)=>total+chunk.length,0));let offset=0;for(let chunk of chunks)this.#bytes.set(chunk,offset),offset+=chunk.length;this.size=this.#bytes.length,this.type=options.type??""}async arrayBuffer(){return this.#bytes.slice().buffer}async bytes(){return this.#bytes.slice()}async text(){return decodeUtf8(state,this.#bytes.slice().buffer)}stream(){return refuseMember("k6/websockets.Blob.stream")}slice(start,end,type=this.type){return new Blob([this.#bytes.slice(start,end)],{type})}}}function partBytes(state,part){return bytesOf(part)??toBytes(state,String(part))}var lastSocket=0,SocketLine=class{state;id;constructor(state){this.state=state,lastSocket+=1,this.id=lastSocket}open(request){return ownJson.parse(this.ask(request).json)}next(waitMs){return eventsOf(this.ask({do:"next",waitMs}))}send(data){let isText=typeof data=="string";this.ask({do:"send",text:isText?data:null},isText?[]:[data])}ping(){this.ask({do:"ping"})}close(code,reason){this.ask({do:"close",code,reason})}openLater(request,loop,done){this.askLater(request,loop,answer=>done(ownJson.parse(answer.json)))}nextLater(loop,done){this.askLater({do:"next",waitMs:null},loop,answer=>done(eventsOf(answer)))}ask(request,bodies=[]){return ask(this.state,"ws",{socket:this.id,...request},bodies)}askLater(request,loop,done){let settle=loop.begin(),json=ownJson.stringify({socket:this.id,...request});this.state.host.askLater("ws",json,[],answer=>settle(()=>{if(!answer.ok)throw new Error2(answer.message);done(answer)}))}};function openRequest(state,url,params,protocols){let text2=String(url);if(!/^wss?:\\/\\//i.test(text2))throw new TypeError2(`"${text2}" is no web socket URL: want ws:// or wss://`);let{headers,tags,jar,compression}=params??{};if(compression!=null&&compression!==""&&compression!=="deflate")throw new TypeError2(`compression "${String(compression)}" is not known: want deflate`);let pairs=ownObject.entries(headers??{}).map(([name,value])=>[name,String(value)]);return{do:"open",url:text2,headers:pairs,protocols,compresses:compression==="deflate",jar:jar instanceof CookieJarHandle?jar.id:0,tags:sampleTags(state,stringTags(tags,"params.tags")).tags,metadata:state.metadata??{}}}function eventsOf({json,bodies}){let next=0;return ownJson.parse(json).map(event=>{let body=event.type==="binary"?bodies[next++]:null;return{event,bytes:body==null||typeof body=="string"?null:ownBuffer(body)}})}var STATES={CONNECTING:0,OPEN:1,CLOSING:2,CLOSED:3},EVENTS=["open","message","error","close","ping","pong"];function makeWebSocketsModule(state,loop){let Blob=makeBlobClass(state);class WebSocket{url;#line;#listeners=new OwnMap;#state=STATES.CONNECTING;#protocol="";binaryType="blob";bufferedAmount=0;constructor(url,protocols,params){callOf(state,"new WebSocket()"),this.url=String(url),this.#line=new SocketLine(state);let wanted=ownArray.isArray(protocols)?protocols.map(String):protocols?[String(protocols)]:[];this.#line.openLater(openRequest(state,url,params,wanted),loop,opened=>{this.#handshakeDone(opened)})}#handshakeDone({error,protocol}){if(error!==""){this.#fail(error);return}this.#state=STATES.OPEN,this.#protocol=protocol,this.#emit("open",{}),this.#listen()}get readyState(){return this.#state}get protocol(){return this.#protocol}get extensions(){return""}addEventListener(event,listener){let name=String(event);if(!EVENTS.includes(name))throw new Error2(`WebSocket: unknown event "${name}"`);if(typeof listener!="function")throw new TypeError2(`WebSocket: the listener of "${name}" is no function`);this.#listeners.set(name,[...this.#listeners.get(name)??[],listener])}send(data){if(this.#state!==STATES.OPEN)throw new Error2("InvalidStateError: the web socket is not open");let bytes=typeof data=="string"?null:bytesOf(data);if(typeof data=="string")this.#line.send(data);else if(bytes!==null)this.#line.send(bytes.slice().buffer);else if(data instanceof Blob)this.#sendBlob(data);else throw new TypeError2("WebSocket.send() wants text, bytes or a Blob")}ping(){if(this.#state!==STATES.OPEN)throw new Error2("InvalidStateError: the web socket is not open");this.#line.ping()}close(code=1e3,reason=""){this.#state>=STATES.CLOSING||(this.#state=STATES.CLOSING,this.#line.close(Number(code),String(reason)))}#sendBlob(blob){let settle=loop.begin();blob.arrayBuffer().then(buffer=>settle(()=>this.#line.send(buffer)))}#listen(){this.#line.nextLater(loop,events=>{for(let event of events)this.#handle(event);this.#state!==STATES.CLOSED&&this.#listen()})}#handle({event,bytes}){let timestamp=event.atMs;switch(event.type){case"message":this.#emit("message",{data:event.text,timestamp});break;case"binary":{let data=this.binaryType==="blob"?new Blob([bytes]):bytes;this.#emit("message",{data,timestamp});break}case"error":this.#emit("error",{error:event.message,timestamp});break;case"close":this.#state=STATES.CLOSED,this.#emit("close",{code:event.code,reason:event.reason,timestamp});break;default:this.#emit(event.type,{timestamp});break}}#fail(error){this.#state=STATES.CLOSED,this.#emit("error",{error}),this.#emit("close",{code:1006,reason:""})}#emit(type,members){let event={type,timestamp:state.host.now(),...members},own2=ownReflect.get(this,`on${type}`);typeof own2=="function"&&ownReflect.apply(own2,this,[event]);for(let listener of this.#listeners.get(type)??[])listener(event)}}for(let[name,value]of ownObject.entries(STATES))ownObject.defineProperty(WebSocket,name,{value,enumerable:!0}),ownObject.defineProperty(WebSocket.prototype,name,{value,enumerable:!0});return{WebSocket,Blob}}function makeWsModule(state){return{connect:(url,...rest)=>{let[params,callback]=rest.length>1?rest:[null,rest[0]];return connect(state,url,params,callback)}}}function connect(state,url,params,callback){if(callOf(state,"ws.connect()"),typeof callback!="function")throw new TypeError2("ws.connect() wants a function as its last argument");let line=new SocketLine(state),{protocol:_,...response}=line.open(openRequest(state,url,params,[]));if(response.error!==""){if(state.start.throwsByDefault)throw new Error2(`ws.connect ${response.url}: ${response.error}`);return state.host.log("warn",`Attempt to establish a WebSocket connection failed: ${response.error}`),response}let socket=new Socket(state,line);try{callback(socket),socket.run()}finally{socket.abandon()}return response}var Socket=class{#line;#now;#handlers=new OwnMap;#timers=new OwnSet;#isOpen=!0;constructor(state,line){this.#line=line,this.#now=()=>state.host.now()}on(event,handler){if(typeof handler!="function")throw new TypeError2(`socket.on("${String(event)}") wants a function`);this.#handlers.set(String(event),[...this.#handlers.get(String(event))??[],handler])}send(data){this.#line.send(String(data))}sendBinary(data){let bytes=bytesOf(data);if(bytes===null)throw new TypeError2("socket.sendBinary() wants an ArrayBuffer");this.#line.send(bytes.slice().buffer)}ping(){this.#line.ping()}setTimeout(handler,delay){this.#timer(handler,delay,!1)}setInterval(handler,delay){this.#timer(handler,delay,!0)}close(code){this.#isOpen&&this.#line.close(code===void 0?1e3:Number(code),"")}run(){for(this.#emit("open");this.#isOpen;){let waitMs=this.#nextDueMs();for(let event of this.#line.next(waitMs))this.#handle(event);this.#fireTimers()}}abandon(){this.#isOpen&&this.close(1001),this.#isOpen=!1}#timer(handler,delay,repeats){if(typeof handler!="function")throw new TypeError2("a timer of a socket wants a function");let delayMs=Number(delay);if(!(delayMs>0))throw new TypeError2(`a timer of a socket wants a delay above 0, got ${String(delay)}`);let timer={dueMs:this.#now()+delayMs,intervalMs:repeats?delayMs:null,handler};this.#timers.add(timer)}#nextDueMs(){return this.#timers.size===0?null:Math.max(0,Math.ceil(Math.min(...[...this.#timers].map(({dueMs})=>dueMs))-this.#now()))}#fireTimers(){for(let timer of[...this.#timers])!this.#isOpen||timer.dueMs>this.#now()||(timer.intervalMs===null?this.#timers.delete(timer):timer.dueMs+=timer.intervalMs,timer.handler())}#handle({event,bytes}){switch(event.type){case"message":this.#emit("message",event.text);break;case"binary":this.#emit("binaryMessage",bytes);break;case"error":this.#emit("error",{error:()=>event.message});break;case"close":this.#isOpen=!1,this.#emit("close",event.code);break;default:this.#emit(event.type);break}}#emit(name,...values){for(let handler of this.#handlers.get(name)??[])handler(...values)}};function newCall(facts){return{...facts,iteration:0,iterationInScenario:0,iterationInInstance:0,iterationInTest:0}}function startGuest(host){let state=newGuestState(host),loop=new CallLoop(state,()=>timers.clearAll()),timers=new Timers(state,loop),overlay=makeEnvOverlay(),exported={},call2=newCall({exec:"default",tags:{},group:"",env:{},scenario:null});return defineGlobals(state,timers),{modules:makeModules(state,loop,timers),resolverOf,begin(start){state.start=start,defineGlobal("__ENV",ownJson.parse(start.env)),defineGlobal("__VU",start.vu)},endInit(exports){exported=exports},describe:()=>describeExports(exported),run(facts,counters,data){facts!==void 0&&(call2=newCall(ownJson.parse(facts)),overlay(call2.env),forgetTagSets(state)),call2.iteration=counters[0],call2.iterationInScenario=counters[1],call2.iterationInInstance=counters[2],call2.iterationInTest=counters[3],ownReflect.set(globalThis,"__ITER",call2.iteration)||defineGlobal("__ITER",call2.iteration),loop.start(call2,data,exported[call2.exec])},tags:()=>ownObject.keys(state.tags).length===0&&state.group===state.call?.group?null:sampleTags(state,null).tags,fireTimer:id=>timers.fire(id),stop:()=>loop.fail(new Error2("the call was interrupted")),rejected:reason=>loop.fail(reason)}}function makeModules(state,loop,timers){let modules={},add=(name,make)=>{ownObject.defineProperty(modules,name,{configurable:!0,enumerable:!0,get(){let value=make();return ownObject.defineProperty(modules,name,{value,enumerable:!0}),value}})};return add("k6",()=>makeK6Module(state)),add("k6/http",()=>makeHttpModule(state,loop)),add("k6/metrics",()=>makeMetricsModule(state)),add("k6/execution",()=>makeExecutionModule(state)),add("k6/data",()=>makeDataModule(state)),add("k6/encoding",()=>makeEncodingModule(state)),add("k6/crypto",()=>makeCryptoModule(state)),add("k6/timers",()=>timers.api()),add("k6/html",()=>makeHtmlModule()),add("k6/ws",()=>makeWsModule(state)),add("k6/websockets",()=>makeWebSocketsModule(state,loop)),add("k6/experimental/websockets",()=>modules["k6/websockets"]??{}),add("jslib/k6-utils",()=>makeK6Utils({execution:modules["k6/execution"]??{},...utilsParts(state)})),add("jslib/k6-summary",()=>makeK6Summary()),modules}function utilsParts(state){return{check:(value,conditions,tags)=>check(state,value,conditions,tags),randomUUID:()=>randomUuid(state)}}function defineGlobals(state,timers){hideBuiltins(),defineLocaleTexts();let globals={console:makeConsole(state.host),open:makeOpen(state),require:specifier=>{needInit(state,"require()");let required=state.host.require(String(specifier),callerModule());if(!required.ok)throw new Error2(required.message);return required.exports},...timers.api(),...makeWebGlobals(state)};for(let[name,value]of ownObject.entries(globals))defineGlobal(name,value);defineGlobal("global",globalThis)}function defineGlobal(name,value){ownObject.defineProperty(globalThis,name,{value,writable:!0,configurable:!0,enumerable:!1})}function describeExports(exported){let exportedFunctions=filter(ownObject.keys(exported),name=>typeof exported[name]=="function");return ownJson.stringify({options:exported.options??{},exportedFunctions})}return __toCommonJS(start_guest_exports);})();\n\nreturn guest.startGuest;\n})()';

// src/adapters/engine-embedded/vu/worker/guest-script.ts
var GuestScript = class {
  script;
  /** `compiled`: what another thread of this process made of it. */
  constructor(compiled) {
    const known = compiled === null ? {} : { cachedData: Buffer.from(compiled) };
    this.script = new import_node_vm.default.Script(guestSource, { filename: "k6-api.js", ...known });
  }
  start(context, host) {
    const startGuest = this.script.runInContext(context);
    return startGuest(host);
  }
  /** For other threads: with every function that has run by now. */
  compiled() {
    const made = this.script.createCachedData();
    const shared = new SharedArrayBuffer(made.byteLength);
    new Uint8Array(shared).set(made);
    return shared;
  }
};

// src/adapters/engine-embedded/vu/worker/letter.ts
var KIND = { call: 1, answer: 2, refusal: 3 };
var MOST_TEXTS = 16;
var NUMBERS_AT = 8;
var COUNT_AT = NUMBERS_AT + 4 * 8;
var SIZES_AT = COUNT_AT + 4;
var TEXTS_AT = SIZES_AT + MOST_TEXTS * 4;
var [ABSENT, NOTHING] = [-1, -2];
var MOST_UTF8 = 3;
var MOST_LENGTH = 64 * 1024;
var LETTER_BYTES = TEXTS_AT + MOST_LENGTH * MOST_UTF8;
function readLetter(room) {
  const number = (at) => room.readDoubleLE(NUMBERS_AT + at * 8);
  const [first, ...rest] = readTexts(room);
  switch (room.readInt32LE(0)) {
    case KIND.call: {
      const [data] = rest;
      const counters = [number(0), number(1), number(2), number(3)];
      return {
        type: "call",
        counters,
        ...typeof first === "string" ? { facts: first } : {},
        ...data === void 0 ? {} : { data }
      };
    }
    case KIND.answer:
      return {
        type: "answer",
        id: number(0),
        ok: true,
        json: first ?? "",
        bodies: rest
      };
    default:
      return { type: "answer", id: number(0), ok: false, message: first ?? "" };
  }
}
function readTexts(room) {
  const texts = [];
  let at = TEXTS_AT;
  for (let index = 0; index < room.readInt32LE(COUNT_AT); index += 1) {
    const size = room.readInt32LE(SIZES_AT + index * 4);
    texts.push(size >= 0 ? room.toString("utf8", at, at + size) : size === NOTHING ? null : void 0);
    at += Math.max(size, 0);
  }
  return texts;
}

// src/adapters/engine-embedded/vu/worker/mailbox.ts
var STATE = {
  awake: 0,
  asleep: 1,
  /** The main thread has found it asleep and puts something in. */
  writing: 2,
  full: 3,
  /** Woken, for something that came another way. */
  rung: 4
};
var STATE_BYTES = 64;
var SLOT = 0;
var WRITING_MS = 1;
var MailboxReader = class {
  state;
  room;
  constructor(mailbox) {
    this.state = new Int32Array(mailbox, 0, 1);
    this.room = Buffer.from(mailbox, STATE_BYTES);
  }
  /**
   * Sleeps until something came, for `mostMs` at most.
   * @param isNeeded asked once whoever sends something would wake this thread: whether to stay awake after all
   * @returns the letter, `null` when there is none
   */
  sleep(isNeeded, mostMs) {
    const { state } = this;
    Atomics.store(state, SLOT, STATE.asleep);
    if (!isNeeded()) Atomics.wait(state, SLOT, STATE.asleep, mostMs);
    let found = Atomics.compareExchange(state, SLOT, STATE.asleep, STATE.awake);
    while (found === STATE.writing) {
      Atomics.wait(state, SLOT, STATE.writing, WRITING_MS);
      found = Atomics.load(state, SLOT);
    }
    const letter = found === STATE.full ? readLetter(this.room) : null;
    Atomics.store(state, SLOT, STATE.awake);
    return letter;
  }
};

// src/adapters/engine-embedded/vu/worker/main-port.ts
var import_node_worker_threads = require("node:worker_threads");

// src/adapters/engine-embedded/guest/own-methods.ts
var { bind, call } = Function.prototype;
function asFunction(method) {
  return bind.call(call, method);
}
var { then } = Promise.prototype;
var { exec } = RegExp.prototype;
var text = String.prototype;
var includes = asFunction(text.includes);
var indexOf = asFunction(text.indexOf);
var slice = asFunction(text.slice);
var startsWith = asFunction(text.startsWith);
var toLowerCase = asFunction(text.toLowerCase);
var toUpperCase = asFunction(text.toUpperCase);
var trim = asFunction(text.trim);
var padStart = asFunction(text.padStart);
var split = asFunction(
  text.split
);
var replace = asFunction(
  text.replace
);
var match = asFunction(exec);
var join = asFunction(Array.prototype.join);
var shift = asFunction(Array.prototype.shift);
function push(list, item) {
  list[list.length] = item;
}

// src/adapters/engine-embedded/guest/sample-pack.ts
var MOST_SERIES = 1e3;
var CAPACITY = 100;
var NUMBERS = 3;
var SamplePack = class {
  values = new Float64Array(CAPACITY * NUMBERS);
  byText = /* @__PURE__ */ new Map();
  /** Which memory of the pack the numbers in tag sets are of. */
  generation = 1;
  /** JSON of `SeriesDefinition`s. */
  defined = [];
  count = 0;
  lastId = 0;
  get isEmpty() {
    return this.count === 0;
  }
  /** To be taken before the next sample. */
  get isFull() {
    return this.count === CAPACITY;
  }
  add(metric, timeMs, value, tags, metadata) {
    const { values } = this;
    const at = this.count * NUMBERS;
    const isKnown = metadata === null && tags.generation === this.generation;
    const known = isKnown ? tags.series.get(metric) : void 0;
    values[at] = known ?? this.seriesOf(metric, tags, metadata);
    values[at + 1] = timeMs;
    values[at + 2] = value;
    this.count += 1;
  }
  take() {
    const values = this.values.slice(0, this.size);
    return { defined: this.takeDefinitions(), values };
  }
  /** Numbers that wait. */
  get size() {
    return this.count * NUMBERS;
  }
  /** What holds the numbers, `size` of them at its begin: for those who copy them on their own. */
  get buffer() {
    return this.values.buffer;
  }
  /** Takes the samples, once their numbers were copied. @returns `defined` */
  takeDefinitions() {
    this.count = 0;
    if (this.defined.length === 0) return "";
    const defined = `[${join(this.defined, ",")}]`;
    this.defined = [];
    return defined;
  }
  seriesOf(metric, tags, metadata) {
    if (metadata !== null) return this.known(metric, tags, JSON.stringify(metadata));
    const id = this.known(metric, tags, "null");
    if (tags.generation !== this.generation) tags.series.clear();
    tags.generation = this.generation;
    tags.series.set(metric, id);
    return id;
  }
  known(metric, tags, metadata) {
    const text2 = `${JSON.stringify(metric)},${tags.json},${metadata}]`;
    return this.byText.get(text2) ?? this.define(text2);
  }
  define(text2) {
    if (this.byText.size === MOST_SERIES) {
      this.byText = /* @__PURE__ */ new Map();
      this.generation += 1;
    }
    this.lastId += 1;
    this.byText.set(text2, this.lastId);
    push(this.defined, `[${this.lastId},${text2}`);
    return this.lastId;
  }
};

// src/adapters/engine-embedded/vu/line/messages.ts
var SIGNAL = {
  /** 1 while the running call is to end. */
  stop: 0,
  length: 1
};

// src/adapters/engine-embedded/vu/worker/main-port.ts
var FLUSH_MS = 100;
var STOPPED = { ok: false, message: "the call was interrupted" };
var MainPort = class {
  line;
  waiting = /* @__PURE__ */ new Map();
  onOrder;
  samples = new SamplePack();
  /** Taken off the port, for whoever looks next. */
  arrived = [];
  flushedMs = 0;
  lastId = 0;
  constructor(line, onOrder) {
    this.line = line;
    this.onOrder = onOrder;
    line.port.on("message", (message) => this.take(message));
  }
  post(message) {
    this.line.port.postMessage(message);
  }
  ask(op, json, bodies) {
    this.flushIfDue();
    const id = this.send(op, json, bodies);
    const others = [];
    let answer = STOPPED;
    while (answer === STOPPED && !this.isStopped()) {
      const message = this.next(() => this.isStopped());
      if (message?.type === "answer" && message.id === id) answer = message;
      else if (message !== void 0) others.push(message);
    }
    this.postpone(others);
    return answer;
  }
  askLater(op, json, bodies, done) {
    this.flushIfDue();
    this.waiting.set(this.send(op, json, bodies), done);
  }
  /**
   * Blocks this thread only; the main thread is not involved unless it ends the call.
   * @returns whether the call may go on
   */
  sleep(milliseconds) {
    const until = performance.now() + milliseconds;
    if (milliseconds >= FLUSH_MS) this.flush();
    const others = [];
    for (let left = milliseconds; left > 0 && !this.isStopped(); left = until - performance.now()) {
      const message = this.next(() => this.isStopped(), left);
      if (message !== void 0) others.push(message);
    }
    this.postpone(others);
    return !this.isStopped();
  }
  /** Sleeps until the main thread wants something. To be called by the event loop when nothing is left to do. */
  awaitOrder() {
    let message;
    while (message?.type !== "call") {
      message = this.next(() => false);
      if (message !== void 0) this.take(message);
    }
    this.postpone([]);
  }
  emit(metric, timeMs, value, tags, metadata) {
    if (this.samples.isFull) this.flush();
    this.samples.add(metric, timeMs, value, tags, metadata);
  }
  /** Samples that were not sent yet, to go with the end of the call. */
  takeSamples() {
    return this.samples.isEmpty ? null : this.samples.take();
  }
  /** To be called whenever the script begins to wait. */
  flushIfDue() {
    if (!this.samples.isEmpty && performance.now() - this.flushedMs >= FLUSH_MS) this.flush();
  }
  send(op, json, bodies) {
    this.lastId += 1;
    this.post({ type: "ask", id: this.lastId, op, json, bodies });
    return this.lastId;
  }
  take(message) {
    if (message.type !== "answer") {
      this.onOrder(message);
      return;
    }
    const done = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    done?.(message);
  }
  /** The next message, slept for; `undefined` when something else woke the thread, or `mostMs` are over. */
  next(isNeeded, mostMs) {
    const { arrived, line } = this;
    if (arrived.length === 0) this.lookAtPort();
    if (arrived.length > 0) return arrived.shift();
    const letter = line.mailbox.sleep(() => this.lookAtPort() || isNeeded(), mostMs);
    if (letter !== null) arrived.push(letter);
    return arrived.shift();
  }
  lookAtPort() {
    const received = (0, import_node_worker_threads.receiveMessageOnPort)(this.line.port);
    if (received !== void 0) this.arrived.push(received.message);
    return received !== void 0;
  }
  /** Messages that are not for whoever slept: their turn comes in the event loop, not inside its call. */
  postpone(others) {
    for (const message of [...others, ...this.arrived.splice(0)]) setImmediate(() => this.take(message));
  }
  isStopped() {
    return Atomics.load(this.line.signal, SIGNAL.stop) === 1;
  }
  flush() {
    this.flushedMs = performance.now();
    if (!this.samples.isEmpty) this.post({ type: "samples", samples: this.samples.take() });
  }
};

// src/adapters/engine-embedded/vu/worker/module-graph.ts
var import_promises = require("node:timers/promises");
var import_node_vm2 = __toESM(require("node:vm"), 1);

// src/adapters/engine-embedded/loader/cjs-source.ts
function looksCommonJs(code) {
  if (/^\s*(import\b(?!\s*\()|export\b)/m.test(code) || /[;}]\s*(import|export)\b/.test(code)) return false;
  return /\b(require\s*\(|module\.exports|exports\s*[.[])/.test(code);
}

// src/adapters/engine-embedded/vu/never-settles.ts
var NEVER_SETTLES = "the module waits for a promise that never settles: no timer runs in the init context";

// src/adapters/engine-embedded/vu/worker/module-graph.ts
var ModuleSyntaxError = class extends Error {
  name = "ModuleSyntaxError";
  id;
  code;
  constructor(id, code, message) {
    super(message);
    this.id = id;
    this.code = code;
  }
};
var ModuleGraph = class {
  context;
  guest;
  serve;
  modules = /* @__PURE__ */ new Map();
  commonJs = /* @__PURE__ */ new Map();
  constructor(context, guest, serve) {
    this.context = context;
    this.guest = guest;
    this.serve = serve;
  }
  /** Evaluates the script; rejects with what it throws. @returns its exports. */
  async evaluate(entry) {
    const module2 = this.resolve(entry, "");
    await module2.link((specifier, referrer) => this.resolve(specifier, referrer.identifier));
    await settled(module2.evaluate());
    const { default: exported, ...named } = module2.namespace;
    const isWholeModule = this.commonJs.has(entry) && typeof exported === "object" && exported !== null;
    return isWholeModule ? { ...named, ...exported } : module2.namespace;
  }
  /** For the scripts' `require`. */
  require(specifier, referrer) {
    let served;
    try {
      served = this.serve(specifier, referrer, "cjs");
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
    if (served.kind === "builtin") return { ok: true, exports: this.withDefault(served.name) };
    return { ok: true, exports: this.runCommonJs(served.id, served.code) };
  }
  /** For the scripts' `import()`. */
  async import(specifier, referrer) {
    const module2 = this.resolve(specifier, referrer);
    if (module2.status === "unlinked")
      await module2.link((name, importer) => this.resolve(name, importer.identifier));
    if (module2.status === "linked") await module2.evaluate();
    return module2;
  }
  resolve(specifier, referrer) {
    const served = this.serve(specifier, referrer, "esm");
    const id = served.kind === "builtin" ? served.name : served.id;
    const known = this.modules.get(id);
    if (known !== void 0) return known;
    const module2 = served.kind === "builtin" ? this.builtin(id) : this.source(id, served.code);
    this.modules.set(id, module2);
    return module2;
  }
  source(id, code) {
    if (looksCommonJs(code)) return this.synthetic(id, () => this.runCommonJs(id, code));
    try {
      return new import_node_vm2.default.SourceTextModule(code, {
        context: this.context,
        identifier: id,
        initializeImportMeta: (meta) => {
          meta.resolve = this.guest.resolverOf(id);
        },
        importModuleDynamically: (specifier) => this.import(specifier, id)
      });
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }
  builtin(name) {
    return this.synthetic(name, () => this.guest.modules[name]);
  }
  withDefault(name) {
    const exports2 = this.guest.modules[name] ?? {};
    return { ...exports2, default: exports2, __esModule: true };
  }
  /** A module whose default export is an object, its members exported by name as well. */
  synthetic(id, make) {
    const exports2 = make();
    const hasMembers = typeof exports2 === "object" && exports2 !== null || typeof exports2 === "function";
    const members = hasMembers ? exports2 : {};
    const names = Object.keys(members).filter((name) => name !== "default");
    return new import_node_vm2.default.SyntheticModule(
      ["default", ...names],
      function() {
        for (const name of names) this.setExport(name, Reflect.get(members, name));
        this.setExport(
          "default",
          Object.hasOwn(members, "default") && "__esModule" in members ? Reflect.get(members, "default") : exports2
        );
      },
      { context: this.context, identifier: id }
    );
  }
  runCommonJs(id, code) {
    const known = this.commonJs.get(id);
    if (known !== void 0) return known.exports;
    const module2 = import_node_vm2.default.runInContext("({ exports: {} })", this.context);
    this.commonJs.set(id, module2);
    const run = this.compile(id, code);
    Reflect.apply(run, void 0, [module2.exports, Reflect.get(this.context, "require"), module2]);
    return module2.exports;
  }
  compile(id, code) {
    try {
      const options = {
        filename: id,
        parsingContext: this.context,
        importModuleDynamically: (specifier) => this.import(specifier, id)
      };
      return import_node_vm2.default.compileFunction(code, ["exports", "require", "module"], options);
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }
};
async function settled(evaluation) {
  const jobsHaveRun = (0, import_promises.setImmediate)().then(() => {
    throw new Error(NEVER_SETTLES);
  });
  await Promise.race([evaluation, jobsHaveRun]);
}

// src/adapters/engine-embedded/vu/host-bytes.ts
var import_node_crypto = require("node:crypto");
var hostBytes = {
  hash(algorithm, key, data) {
    try {
      const hash = key === null ? (0, import_node_crypto.createHash)(algorithm) : (0, import_node_crypto.createHmac)(algorithm, new Uint8Array(key));
      return exactBuffer(hash.update(new Uint8Array(data)).digest());
    } catch {
      return null;
    }
  },
  randomBytes: (size) => exactBuffer((0, import_node_crypto.randomBytes)(size)),
  encodeUtf8: (text2) => exactBuffer(Buffer.from(text2, "utf8")),
  decodeText(bytes, label, fatal) {
    const view = bytes instanceof SharedArrayBuffer ? new Uint8Array(bytes).slice() : new Uint8Array(bytes);
    try {
      return new TextDecoder(label, { fatal }).decode(view);
    } catch {
      return null;
    }
  }
};
function exactBuffer(bytes) {
  return new Uint8Array(bytes).buffer;
}

// src/adapters/engine-embedded/vu/shared-texts.ts
function sharedTexts(texts, offsets) {
  const begins = new Uint32Array(offsets);
  const bytes = Buffer.from(texts);
  return {
    length: Math.max(begins.length - 1, 0),
    at: (index) => bytes.toString("utf8", begins[index], begins[index + 1])
  };
}

// src/adapters/engine-embedded/vu/worker/worker-host.ts
function makeWorkerHost({ port, metrics, control, require: require2, finish }) {
  return {
    now: () => performance.timeOrigin + performance.now(),
    ask: (op, json, bodies = []) => port.ask(op, json, bodies),
    askLater: (op, json, bodies, done) => port.askLater(op, json, bodies, done),
    shared: (name) => {
      const answer = port.ask("shared", JSON.stringify(name), []);
      if (!answer.ok || answer.bodies.length < 2) return null;
      const [texts, offsets] = answer.bodies;
      return texts === void 0 || offsets === void 0 ? null : sharedTexts(texts, offsets);
    },
    sleep: (milliseconds) => port.sleep(milliseconds),
    emit: (...sample) => port.emit(...sample),
    log: (level, line) => port.post({ type: "log", level, line }),
    markFailed: (message) => port.post({ type: "testFailed", message }),
    dropJar: (id) => port.post({ type: "dropJar", id }),
    declareMetric: (name, type, contains) => {
      metrics.push({ name, type, contains });
    },
    ...makeTimers(control, port),
    afterPromiseJobs: (done) => {
      setImmediate(done);
    },
    finish,
    require: require2,
    ...hostBytes
  };
}
function makeTimers(control, port) {
  const timers = /* @__PURE__ */ new Map();
  return {
    startTimer(id, milliseconds, repeats) {
      port.flushIfDue();
      const start = repeats ? setInterval : setTimeout;
      timers.set(
        id,
        start(() => {
          if (!repeats) timers.delete(id);
          control().fireTimer(id);
        }, milliseconds)
      );
    },
    stopTimer(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    }
  };
}

// src/adapters/engine-embedded/vu/worker/vu-worker.ts
var VuWorker = class {
  start;
  port;
  script;
  control;
  graph;
  metrics = [];
  startedMs = 0;
  isIdle = true;
  constructor(port, start) {
    this.start = start;
    const line = { port, mailbox: new MailboxReader(start.mailbox), signal: new Int32Array(start.signal) };
    this.port = new MainPort(line, (order) => {
      if (order.type === "call") this.run(order);
      else this.control.stop();
    });
    const context = import_node_vm3.default.createContext({}, { codeGeneration: { strings: true, wasm: false } });
    this.script = new GuestScript(start.compiled);
    this.control = this.script.start(context, this.makeHost());
    this.control.begin(start);
    this.graph = new ModuleGraph(context, this.control, (...wanted) => this.serveModule(...wanted));
    process.on("unhandledRejection", (reason) => this.control.rejected(reason));
  }
  /** Evaluates the script's init code and reports how that went. */
  async init() {
    try {
      this.control.endInit(await this.graph.evaluate(this.start.entry));
      this.port.post({
        type: "ready",
        describe: this.control.describe(),
        metrics: this.metrics,
        ...this.start.compiled === null ? { compiled: this.script.compiled() } : {}
      });
      this.awaitOrder();
    } catch (error) {
      this.port.post({ type: "failed", failure: initFailureOf(error) });
    }
  }
  makeHost() {
    return makeWorkerHost({
      port: this.port,
      metrics: this.metrics,
      control: () => this.control,
      require: (specifier, referrer) => this.graph.require(specifier, referrer),
      finish: (end) => this.finish(end)
    });
  }
  run({ facts, counters, data }) {
    this.isIdle = false;
    this.startedMs = performance.now();
    this.control.run(facts, counters, data);
  }
  finish(end) {
    this.isIdle = true;
    const durationMs = performance.now() - this.startedMs;
    const shown = end.kind === "threw" ? { ...end, stack: scriptFrames(end.stack) } : end;
    const samples = this.port.takeSamples();
    this.port.post({ type: "end", end: shown, durationMs, tags: this.control.tags(), samples });
    this.awaitOrder();
  }
  /** The call may have left promise jobs and rejections behind: they are done before the thread sleeps. */
  awaitOrder() {
    setImmediate(() => {
      if (this.isIdle) this.port.awaitOrder();
    });
  }
  serveModule(specifier, referrer, as) {
    const answer = this.port.ask("module", JSON.stringify({ specifier, referrer, as }), []);
    if (!answer.ok) throw new Error(answer.message);
    return JSON.parse(answer.json);
  }
};
function initFailureOf(error) {
  if (error instanceof ModuleSyntaxError) {
    const module2 = { id: error.id, code: error.code };
    return {
      kind: "syntax",
      message: error.message.replace(/^(SyntaxError: )?/, "SyntaxError: "),
      stack: "",
      module: module2
    };
  }
  const { name, message, stack } = error ?? {};
  const text2 = message === void 0 ? String(error) : `${name ?? "Error"}: ${message}`;
  const frames = scriptFrames(stack ?? "");
  return {
    kind: frames === "" && name === "SyntaxError" ? "link" : "threw",
    message: text2,
    stack: frames,
    module: null
  };
}
function scriptFrames(stack) {
  return stack.split("\n").filter((line) => line.includes("file://")).join("\n");
}
yieldToMain();
if (import_node_worker_threads2.parentPort !== null) void new VuWorker(import_node_worker_threads2.parentPort, import_node_worker_threads2.workerData).init();
