// src/adapters/engine-embedded/vu/worker/vu-worker.ts
import vm2 from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

// guest-source:guest-source
var guestSource = '(() => {\n"use strict";\nvar guest = (() => {\n  var __defProp = Object.defineProperty;\n  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;\n  var __getOwnPropNames = Object.getOwnPropertyNames;\n  var __hasOwnProp = Object.prototype.hasOwnProperty;\n  var __export = (target, all) => {\n    for (var name in all)\n      __defProp(target, name, { get: all[name], enumerable: true });\n  };\n  var __copyProps = (to, from, except, desc) => {\n    if (from && typeof from === "object" || typeof from === "function") {\n      for (let key of __getOwnPropNames(from))\n        if (!__hasOwnProp.call(to, key) && key !== except)\n          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });\n    }\n    return to;\n  };\n  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);\n\n  // src/adapters/engine-embedded/guest/start-guest.ts\n  var start_guest_exports = {};\n  __export(start_guest_exports, {\n    startGuest: () => startGuest\n  });\n\n  // src/adapters/engine-embedded/guest/guest-state.ts\n  function newGuestState(host) {\n    return { host, call: null, group: "", tags: {}, metadata: {}, aborted: null, hasEnded: true };\n  }\n  function callOf(state, what) {\n    if (state.call === null) throw new Error(`${what} is not available in the init context`);\n    return state.call;\n  }\n  function needInit(state, what) {\n    if (state.call !== null) throw new Error(`${what} is only available in the init context`);\n  }\n  function sampleTags(state, own) {\n    return { ...state.call?.tags, ...state.tags, group: state.group, ...own };\n  }\n  var TestAborted = class extends Error {\n    name = "TestAborted";\n  };\n  function ask(state, op, request, bodies = []) {\n    if (state.aborted !== null) throw new TestAborted(state.aborted);\n    const answer = state.host.ask(op, JSON.stringify(request), bodies);\n    if (!answer.ok) throw new Error(answer.message);\n    return answer;\n  }\n  function ownBuffer(bytes) {\n    const copy = new Uint8Array(bytes.byteLength);\n    copy.set(new Uint8Array(bytes));\n    return copy.buffer;\n  }\n  function stringTags(tags, what) {\n    const result = {};\n    if (tags === null || tags === void 0) return result;\n    if (typeof tags !== "object") throw new TypeError(`${what} must be an object`);\n    for (const [name, value] of Object.entries(tags)) {\n      if (value === null || value === void 0) continue;\n      if (typeof value === "object" || typeof value === "function") {\n        throw new TypeError(`${what}: the value of "${name}" must be a string, number or boolean`);\n      }\n      result[name] = String(value);\n    }\n    return result;\n  }\n  function decodeUtf8(state, bytes) {\n    return state.host.decodeText(bytes, "utf-8", false) ?? "";\n  }\n\n  // src/adapters/engine-embedded/guest/base64.ts\n  var STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";\n  var URL_SAFE = `${STANDARD.slice(0, 62)}-_`;\n  function encodeBase64(bytes, { urlSafe = false, padded = true } = {}) {\n    const alphabet = urlSafe ? URL_SAFE : STANDARD;\n    const parts = [];\n    for (let at = 0; at < bytes.length; at += 3) {\n      const left = bytes.length - at;\n      const word = (bytes[at] ?? 0) << 16 | (bytes[at + 1] ?? 0) << 8 | (bytes[at + 2] ?? 0);\n      const digits = [18, 12, 6, 0].map((shift) => alphabet[word >> shift & 63] ?? "").join("");\n      if (left >= 3) parts.push(digits);\n      else parts.push(digits.slice(0, left + 1) + (padded ? "=".repeat(3 - left) : ""));\n    }\n    return parts.join("");\n  }\n  function decodeBase64(text, { urlSafe = false } = {}) {\n    const alphabet = urlSafe ? URL_SAFE : STANDARD;\n    const digits = text.replace(/[\\r\\n]/g, "").replace(/=+$/, "");\n    const bytes = new Uint8Array(Math.floor(digits.length * 3 / 4));\n    let word = 0;\n    let bits = 0;\n    let at = 0;\n    for (let index = 0; index < digits.length; index += 1) {\n      const digit = alphabet.indexOf(digits[index] ?? "");\n      if (digit < 0) throw new Error(`illegal base64 data at input byte ${index}`);\n      word = (word << 6 | digit) & 16777215;\n      bits += 6;\n      if (bits >= 8) {\n        bits -= 8;\n        bytes[at] = word >> bits & 255;\n        at += 1;\n      }\n    }\n    return bytes;\n  }\n\n  // src/adapters/engine-embedded/guest/host-json.ts\n  function toHostJson(value) {\n    return JSON.stringify(value, (_, item) => {\n      const bytes = bytesOf(item);\n      return bytes === null ? item : { $bytes: encodeBase64(bytes) };\n    }) ?? null;\n  }\n  function bytesOf(value) {\n    if (value instanceof ArrayBuffer) return new Uint8Array(value);\n    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);\n    return null;\n  }\n\n  // src/adapters/engine-embedded/guest/script-error.ts\n  function messageOf(thrown) {\n    if (!isError(thrown)) return typeof thrown === "string" ? thrown : describe(thrown);\n    return thrown.name === "Error" || thrown.name === "" ? thrown.message : `${thrown.name}: ${thrown.message}`;\n  }\n  function stackOf(thrown) {\n    const stack = isError(thrown) ? String(thrown.stack ?? "") : "";\n    return stack.split("\\n").filter((line) => line.includes("file://")).join("\\n");\n  }\n  function isError(thrown) {\n    const { name, message, stack } = thrown ?? {};\n    return typeof name === "string" && typeof message === "string" && typeof stack === "string";\n  }\n  function callerModule() {\n    const stack = new Error("").stack ?? "";\n    return /(file:\\/\\/[^\\n]*?):\\d+:\\d+/.exec(stack)?.[1] ?? "";\n  }\n  function describe(thrown) {\n    try {\n      return JSON.stringify(thrown) ?? String(thrown);\n    } catch {\n      return String(thrown);\n    }\n  }\n\n  // src/adapters/engine-embedded/guest/call-loop.ts\n  var CallLoop = class {\n    state;\n    pending = 0;\n    outcome = null;\n    argument;\n    onEnd;\n    generation = 0;\n    constructor(state, onEnd) {\n      this.state = state;\n      this.onEnd = onEnd;\n    }\n    /** Something asynchronous began. @returns how to run its callback when it is done; late ones do nothing. */\n    begin() {\n      const { generation } = this;\n      let isOpen = true;\n      this.pending += 1;\n      return (callback) => {\n        if (!isOpen || generation !== this.generation) return;\n        isOpen = false;\n        this.pending -= 1;\n        this.runJob(callback);\n      };\n    }\n    /** Runs a callback of the event loop and looks whether the call is over. */\n    runJob(callback) {\n      if (this.state.hasEnded) return;\n      try {\n        callback();\n      } catch (error) {\n        this.outcome = { error };\n      }\n      this.checkLater();\n    }\n    /** `data` is the argument as JSON, `undefined` to pass the same value as last time, changes of the script included. */\n    start(call, data, exported) {\n      const { state } = this;\n      if (data !== void 0) this.argument = data === null ? void 0 : JSON.parse(data);\n      if (state.call?.scenario?.name !== call.scenario?.name) {\n        state.tags = {};\n        state.metadata = {};\n      }\n      state.call = call;\n      state.group = call.group;\n      state.aborted = null;\n      state.hasEnded = false;\n      this.generation += 1;\n      this.pending = 0;\n      this.outcome = null;\n      this.runJob(() => this.invoke(call, exported));\n    }\n    /** A rejection that nobody handled ends the call as a throw does. */\n    fail(error) {\n      this.runJob(() => {\n        throw error;\n      });\n    }\n    invoke(call, exported) {\n      if (typeof exported !== "function") throw new TypeError(`the script exports no function "${call.exec}"`);\n      const value = exported(this.argument);\n      if (!isThenable(value)) {\n        this.outcome = { value };\n        return;\n      }\n      const { generation } = this;\n      const settle = (outcome) => {\n        if (generation !== this.generation) return;\n        this.runJob(() => {\n          this.outcome ??= outcome;\n        });\n      };\n      value.then(\n        (settled) => settle({ value: settled }),\n        (error) => settle({ error })\n      );\n    }\n    checkLater() {\n      const { generation } = this;\n      this.state.host.afterPromiseJobs(() => {\n        if (generation === this.generation) this.check();\n      });\n    }\n    check() {\n      if (this.state.hasEnded) return;\n      const hasFailed = this.state.aborted !== null || this.outcome !== null && "error" in this.outcome;\n      if (hasFailed || this.pending === 0) this.end(this.endOf());\n    }\n    end(end) {\n      this.state.hasEnded = true;\n      this.pending = 0;\n      this.onEnd();\n      this.state.host.finish(end);\n    }\n    endOf() {\n      if (this.state.aborted !== null) return { kind: "aborted", message: this.state.aborted };\n      const { outcome } = this;\n      if (outcome !== null && "error" in outcome) {\n        const { error } = outcome;\n        if (error instanceof TestAborted) return { kind: "aborted", message: error.message };\n        return { kind: "threw", message: messageOf(error), stack: stackOf(error) };\n      }\n      try {\n        return { kind: "returned", value: toHostJson(outcome?.value) };\n      } catch (error) {\n        return { kind: "threw", message: `the value returned is no JSON: ${messageOf(error)}`, stack: "" };\n      }\n    }\n  };\n  function isThenable(value) {\n    return typeof value?.then === "function";\n  }\n\n  // src/adapters/engine-embedded/guest/console.ts\n  function makeConsole(host) {\n    const writer = (level) => (...values) => host.log(level, values.map(logText).join(" "));\n    return {\n      log: writer("info"),\n      info: writer("info"),\n      debug: writer("debug"),\n      warn: writer("warn"),\n      error: writer("error"),\n      assert: (ok, ...values) => {\n        if (!ok) host.log("error", `Assertion failed ${values.map(logText).join(" ")}`.trim());\n      }\n    };\n  }\n  function logText(value) {\n    if (value instanceof Error) return String(value);\n    if (typeof value === "object" && value !== null) {\n      try {\n        return JSON.stringify(value) ?? String(value);\n      } catch {\n        return "[object Object]";\n      }\n    }\n    return String(value);\n  }\n\n  // src/adapters/engine-embedded/guest/encoding-module.ts\n  var VARIANTS = {\n    std: {},\n    rawstd: { padded: false },\n    url: { urlSafe: true },\n    rawurl: { urlSafe: true, padded: false }\n  };\n  function makeEncodingModule(state) {\n    return {\n      b64encode: (input, encoding) => encodeBase64(toBytes(state, input), variantOf(encoding)),\n      b64decode: (input, encoding, format) => {\n        const bytes = decodeBase64(String(input), variantOf(encoding)).slice();\n        return format === "s" ? decodeUtf8(state, bytes.buffer) : bytes.buffer;\n      }\n    };\n  }\n  function toBytes(state, input) {\n    if (typeof input === "string") return new Uint8Array(ownBuffer(state.host.encodeUtf8(input)));\n    const bytes = bytesOf(input);\n    if (bytes === null)\n      throw new TypeError(`want a string or an ArrayBuffer, got ${input === null ? "null" : typeof input}`);\n    return bytes;\n  }\n  function variantOf(encoding) {\n    return VARIANTS[encoding === void 0 ? "std" : String(encoding)] ?? {};\n  }\n\n  // src/adapters/engine-embedded/guest/crypto-module.ts\n  var ALGORITHMS = {\n    md4: "md4",\n    md5: "md5",\n    sha1: "sha1",\n    sha256: "sha256",\n    sha384: "sha384",\n    sha512: "sha512",\n    sha512_224: "sha512-224",\n    sha512_256: "sha512-256",\n    ripemd160: "ripemd160"\n  };\n  function makeCryptoModule(state) {\n    const direct = Object.keys(ALGORITHMS).map((algorithm) => [\n      algorithm,\n      (input, encoding) => hasher(state, algorithm, null).update(input).digest(encoding)\n    ]);\n    return {\n      ...Object.fromEntries(direct),\n      createHash: (algorithm) => hasher(state, String(algorithm), null),\n      createHMAC: (algorithm, secret) => hasher(state, String(algorithm), toBytes(state, secret)),\n      hmac: (algorithm, secret, data, encoding) => hasher(state, String(algorithm), toBytes(state, secret)).update(data).digest(encoding),\n      hexEncode: (data) => toHex(toBytes(state, data)),\n      randomBytes: (size) => randomBytes(state, Number(size))\n    };\n  }\n  function randomBytes(state, size) {\n    if (!Number.isInteger(size) || size < 1)\n      throw new Error(`randomBytes: want a size of 1 or more, got ${size}`);\n    return ownBuffer(state.host.randomBytes(size));\n  }\n  function hasher(state, algorithm, key) {\n    const name = ALGORITHMS[algorithm];\n    if (name === void 0) throw new Error(`invalid algorithm: ${algorithm}`);\n    const chunks = [];\n    const made = {\n      update(data) {\n        chunks.push(toBytes(state, data).slice());\n        return made;\n      },\n      digest(encoding) {\n        const digest = state.host.hash(name, key === null ? null : key.slice().buffer, joined(chunks));\n        if (digest === null) throw new Error(`the algorithm ${algorithm} is not available on this machine`);\n        return encoded(ownBuffer(digest), String(encoding));\n      }\n    };\n    return made;\n  }\n  function encoded(digest, encoding) {\n    const bytes = new Uint8Array(digest);\n    switch (encoding) {\n      case "hex":\n        return toHex(bytes);\n      case "base64":\n        return encodeBase64(bytes);\n      case "base64url":\n        return encodeBase64(bytes, { urlSafe: true });\n      case "base64rawurl":\n        return encodeBase64(bytes, { urlSafe: true, padded: false });\n      case "binary":\n        return digest;\n      default:\n        throw new Error(`invalid output encoding: ${encoding}`);\n    }\n  }\n  function toHex(bytes) {\n    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");\n  }\n  function joined(chunks) {\n    const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));\n    let offset = 0;\n    for (const chunk of chunks) {\n      bytes.set(chunk, offset);\n      offset += chunk.length;\n    }\n    return bytes.buffer;\n  }\n\n  // src/adapters/engine-embedded/guest/deep-freeze.ts\n  function deepFreeze(value) {\n    if (typeof value === "object" && value !== null) {\n      for (const item of Object.values(value)) deepFreeze(item);\n      Object.freeze(value);\n    }\n    return value;\n  }\n\n  // src/adapters/engine-embedded/guest/data-module.ts\n  function makeDataModule(state) {\n    function SharedArray(name, build) {\n      needInit(state, "new SharedArray()");\n      if (typeof name !== "string" || name === "")\n        throw new TypeError("new SharedArray() wants a name that is not empty");\n      if (typeof build !== "function")\n        throw new TypeError(`SharedArray "${name}" wants a function as its second argument`);\n      return openShared(state, name, build);\n    }\n    return { SharedArray };\n  }\n  function openShared(state, name, build) {\n    const known = JSON.parse(ask(state, "shared", name).json);\n    if (!known) {\n      const built = build();\n      if (!Array.isArray(built))\n        throw new TypeError(`SharedArray "${name}": the function must return an array`);\n      ask(state, "share", { name, elements: built.map((element) => JSON.stringify(element) ?? "null") });\n    }\n    const [texts, offsets] = ask(state, "shared", name).bodies;\n    return sharedView(\n      state,\n      new Uint8Array(texts),\n      new Uint32Array(offsets)\n    );\n  }\n  function sharedView(state, texts, offsets) {\n    const length = Math.max(offsets.length - 1, 0);\n    const elementAt = (index) => {\n      const bytes = texts.slice(offsets[index], offsets[index + 1]);\n      return deepFreeze(JSON.parse(decodeUtf8(state, bytes.buffer)));\n    };\n    const refuse = () => {\n      throw new TypeError("a SharedArray cannot be changed");\n    };\n    const target = [];\n    target.length = length;\n    return new Proxy(target, {\n      get: (array, key, receiver) => isIndex(key, length) ? elementAt(Number(key)) : Reflect.get(array, key, receiver),\n      has: (array, key) => isIndex(key, length) || Reflect.has(array, key),\n      ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), "length"],\n      getOwnPropertyDescriptor: (array, key) => isIndex(key, length) ? { value: elementAt(Number(key)), enumerable: true, configurable: true, writable: false } : Reflect.getOwnPropertyDescriptor(array, key),\n      set: refuse,\n      defineProperty: refuse,\n      deleteProperty: refuse\n    });\n  }\n  function isIndex(key, length) {\n    return typeof key === "string" && /^(0|[1-9]\\d*)$/.test(key) && Number(key) < length;\n  }\n\n  // src/adapters/engine-embedded/guest/env-overlay.ts\n  function makeEnvOverlay() {\n    const covered = /* @__PURE__ */ new Map();\n    let current = "{}";\n    return (env) => {\n      const text = JSON.stringify(env);\n      if (text === current) return;\n      current = text;\n      const target = Reflect.get(globalThis, "__ENV");\n      for (const [name, value] of covered) {\n        if (value === void 0) delete target[name];\n        else target[name] = value;\n      }\n      covered.clear();\n      for (const [name, value] of Object.entries(env)) {\n        covered.set(name, target[name]);\n        target[name] = value;\n      }\n    };\n  }\n\n  // src/adapters/engine-embedded/guest/tag-store.ts\n  function tagStore(state, kind) {\n    const call = callOf(state, `exec.vu.metrics.${kind}`);\n    const inherited = kind === "tags" ? { ...call.tags, group: state.group } : {};\n    return new Proxy(\n      { ...inherited, ...state[kind] },\n      {\n        set(target, name, value) {\n          if (!["string", "number", "boolean"].includes(typeof value)) {\n            throw new TypeError(\n              `exec.vu.metrics.${kind}["${String(name)}"] must be a string, number or boolean`\n            );\n          }\n          state[kind][String(name)] = String(value);\n          return Reflect.set(target, name, String(value));\n        },\n        deleteProperty(target, name) {\n          delete state[kind][String(name)];\n          return Reflect.deleteProperty(target, name);\n        }\n      }\n    );\n  }\n\n  // src/adapters/engine-embedded/guest/execution-module.ts\n  function makeExecutionModule(state) {\n    const parts = {\n      vu: vuPart(state),\n      scenario: scenarioPart(state),\n      instance: instancePart(state),\n      test: testPart(state)\n    };\n    return parts;\n  }\n  function vuPart(state) {\n    const metrics = {\n      get tags() {\n        return tagStore(state, "tags");\n      },\n      get metadata() {\n        return tagStore(state, "metadata");\n      }\n    };\n    return {\n      get idInInstance() {\n        callOf(state, "exec.vu");\n        return state.host.vu;\n      },\n      get idInTest() {\n        callOf(state, "exec.vu");\n        return state.host.vu;\n      },\n      get iterationInInstance() {\n        return callOf(state, "exec.vu").iteration;\n      },\n      get iterationInScenario() {\n        return callOf(state, "exec.vu").iterationInScenario;\n      },\n      get tags() {\n        return tagStore(state, "tags");\n      },\n      metrics\n    };\n  }\n  function scenarioPart(state) {\n    const facts = () => {\n      const { scenario } = callOf(state, "exec.scenario");\n      if (scenario === null) throw new Error("exec.scenario is not available outside of a scenario");\n      return scenario;\n    };\n    return {\n      get name() {\n        return facts().name;\n      },\n      get executor() {\n        return facts().executor;\n      },\n      get startTime() {\n        return facts().startTimeMs;\n      },\n      get progress() {\n        return snapshot(state, facts().name).scenarioProgress;\n      },\n      get iterationInInstance() {\n        facts();\n        return callOf(state, "exec.scenario").iterationInTest;\n      },\n      get iterationInTest() {\n        facts();\n        return callOf(state, "exec.scenario").iterationInTest;\n      }\n    };\n  }\n  function instancePart(state) {\n    const now = () => {\n      callOf(state, "exec.instance");\n      return snapshot(state, null);\n    };\n    return {\n      get currentTestRunDuration() {\n        return now().currentTestRunDurationMs;\n      },\n      get iterationsCompleted() {\n        return now().iterationsCompleted;\n      },\n      get iterationsInterrupted() {\n        return now().iterationsInterrupted;\n      },\n      get vusActive() {\n        return now().vusActive;\n      },\n      get vusInitialized() {\n        return now().vusInitialized;\n      }\n    };\n  }\n  function testPart(state) {\n    let options;\n    return {\n      abort(message) {\n        callOf(state, "exec.test.abort()");\n        state.aborted = message === void 0 ? "test aborted" : String(message);\n        throw new TestAborted(state.aborted);\n      },\n      fail(message) {\n        callOf(state, "exec.test.fail()");\n        state.host.markFailed(message === void 0 ? "" : String(message));\n      },\n      get options() {\n        if (state.host.options === null)\n          throw new Error("exec.test.options is not available in the init context");\n        options ??= deepFreeze(JSON.parse(state.host.options));\n        return options;\n      }\n    };\n  }\n  function snapshot(state, scenario) {\n    return JSON.parse(ask(state, "execution", scenario).json);\n  }\n\n  // src/adapters/engine-embedded/guest/http/cookie-jar-handle.ts\n  var CookieJarHandle = class {\n    id;\n    #state;\n    constructor(state, id) {\n      this.#state = state;\n      this.id = id;\n    }\n    /** Cookies that would be sent to a URL: values by name. */\n    cookiesForURL(url) {\n      return this.#ask({ do: "list", url: String(url) });\n    }\n    set(url, name, value, options = {}) {\n      this.#ask({ do: "set", url: String(url), name: String(name), value: String(value), options });\n      return true;\n    }\n    /** Forgets the cookies of a URL. */\n    clear(url) {\n      this.#ask({ do: "remove", url: String(url) });\n    }\n    delete(url, name) {\n      this.#ask({ do: "remove", url: String(url), name: String(name) });\n    }\n    #ask(request) {\n      return JSON.parse(ask(this.#state, "jar", { jar: this.id, ...request }).json);\n    }\n  };\n\n  // src/adapters/engine-embedded/guest/http/expected-statuses.ts\n  var ExpectedStatusesCallback = class {\n    statuses;\n    constructor(statuses) {\n      this.statuses = statuses;\n    }\n  };\n  var DEFAULT_EXPECTED = [{ min: 200, max: 399 }];\n  function expectedStatuses(...entries) {\n    if (entries.length === 0) throw new Error("expectedStatuses() wants at least one status or {min, max}");\n    return new ExpectedStatusesCallback(entries.map(entryOf));\n  }\n  function expectedOf(callback) {\n    if (callback === null) return null;\n    if (callback instanceof ExpectedStatusesCallback) return callback.statuses;\n    throw new Error("a responseCallback must be null or come from http.expectedStatuses()");\n  }\n  function entryOf(entry) {\n    if (typeof entry === "number" && Number.isInteger(entry)) return entry;\n    const { min, max } = entry ?? {};\n    if (typeof min === "number" && typeof max === "number" && Number.isInteger(min) && Number.isInteger(max)) {\n      return { min, max };\n    }\n    throw new Error(\n      `expectedStatuses() wants integers or {min, max} of integers, got ${JSON.stringify(entry)}`\n    );\n  }\n\n  // src/adapters/engine-embedded/guest/http/form-body.ts\n  function encodeForm(fields) {\n    return Object.entries(fields).flatMap(\n      ([key, value]) => Array.isArray(value) ? value.map((item) => pair(key, item)) : [pair(key, value)]\n    ).join("&");\n  }\n  function fieldText(value) {\n    return value === null || value === void 0 ? "" : String(value);\n  }\n  function pair(key, value) {\n    return `${escapeQuery(key)}=${escapeQuery(fieldText(value))}`;\n  }\n  function escapeQuery(text) {\n    return encodeURIComponent(text).replace(/[!\'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%20/g, "+");\n  }\n\n  // src/adapters/engine-embedded/guest/http/multipart.ts\n  var FileData = class {\n    data;\n    filename;\n    content_type;\n    constructor(data, filename, contentType) {\n      this.data = data;\n      this.filename = filename;\n      this.content_type = contentType;\n    }\n  };\n  function encodeMultipart(fields, boundary, encode) {\n    const chunks = [];\n    for (const [name, value] of Object.entries(fields)) {\n      for (const item of Array.isArray(value) ? value : [value]) {\n        chunks.push(encode(`--${boundary}\\r\n${partHead(name, item)}\\r\n\\r\n`));\n        chunks.push(item instanceof FileData ? item.data : encode(fieldText(item)));\n        chunks.push(encode("\\r\\n"));\n      }\n    }\n    chunks.push(encode(`--${boundary}--\\r\n`));\n    return concatenated(chunks);\n  }\n  function hasFile(fields) {\n    return Object.values(fields).some(\n      (value) => value instanceof FileData || Array.isArray(value) && value.some((item) => item instanceof FileData)\n    );\n  }\n  function partHead(name, value) {\n    const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;\n    if (!(value instanceof FileData)) return disposition;\n    return `${disposition}; filename="${quoted(value.filename)}"\\r\nContent-Type: ${value.content_type}`;\n  }\n  function quoted(text) {\n    return text.replace(/\\\\/g, "\\\\\\\\").replace(/"/g, \'\\\\"\').replace(/\\r/g, "%0D").replace(/\\n/g, "%0A");\n  }\n  function concatenated(chunks) {\n    const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));\n    let offset = 0;\n    for (const chunk of chunks) {\n      bytes.set(chunk, offset);\n      offset += chunk.length;\n    }\n    return bytes;\n  }\n\n  // src/adapters/engine-embedded/guest/http/named-url.ts\n  var TemplateUrl = class {\n    url;\n    name;\n    constructor(url, name) {\n      this.url = url;\n      this.name = name;\n    }\n    toString() {\n      return this.url;\n    }\n  };\n  function nameUrl(parts, ...values) {\n    if (typeof parts === "string") return new TemplateUrl(parts, parts);\n    const url = parts.map((part, index) => index === 0 ? part : `${String(values[index - 1])}${part}`).join("");\n    return new TemplateUrl(url, parts.join("${}"));\n  }\n  function toNamedUrl(url) {\n    return url instanceof TemplateUrl ? url : { url: String(url), name: null };\n  }\n\n  // src/adapters/engine-embedded/guest/http/request-body.ts\n  function toRequestBody(state, body) {\n    if (body === null || body === void 0) return { body: null, contentType: null };\n    if (typeof body !== "object") return { body: String(body), contentType: null };\n    const bytes = body instanceof FileData ? body.data : bytesOf(body);\n    if (bytes !== null) return { body: bytes.slice().buffer, contentType: null };\n    if (!hasFile(body)) {\n      return { body: encodeForm(body), contentType: "application/x-www-form-urlencoded" };\n    }\n    const boundary = randomBoundary(state);\n    const encoded2 = encodeMultipart(body, boundary, (text) => toBytes(state, text));\n    return { body: encoded2.slice().buffer, contentType: `multipart/form-data; boundary=${boundary}` };\n  }\n  function randomBoundary(state) {\n    const bytes = new Uint8Array(ownBuffer(state.host.randomBytes(30)));\n    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");\n  }\n\n  // src/adapters/engine-embedded/guest/http/timeout.ts\n  var UNITS = {\n    ns: 1e-6,\n    us: 1e-3,\n    \\u00B5s: 1e-3,\n    ms: 1,\n    s: 1e3,\n    m: 6e4,\n    h: 36e5\n  };\n  function parseTimeout(timeout) {\n    if (timeout === void 0 || timeout === null) return 6e4;\n    const text = String(timeout).trim();\n    if (text !== "" && Number.isFinite(Number(text))) return Number(text);\n    if (!/^(\\d+(\\.\\d+)?(ns|us|\xB5s|ms|s|m|h))+$/.test(text)) {\n      throw new Error(`params.timeout: "${text}" is no duration; want milliseconds or e.g. "10s"`);\n    }\n    return [...text.matchAll(/(\\d+(?:\\.\\d+)?)(ns|us|\xB5s|ms|s|m|h)/g)].reduce(\n      (total, [, number, unit]) => total + Number(number) * (UNITS[unit ?? ""] ?? 0),\n      0\n    );\n  }\n\n  // src/adapters/engine-embedded/guest/http/request-params.ts\n  function toHttpCall(state, method, { url, name }, params, contentType, defaultExpected) {\n    refuseAuth(params.auth);\n    const own = stringTags(params.tags, "params.tags");\n    const headers = headerPairs(params.headers);\n    if (contentType !== null && !headers.some(([header]) => header.toLowerCase() === "content-type")) {\n      headers.push(["Content-Type", contentType]);\n    }\n    const callback = params.responseCallback;\n    const tagName = own.name ?? name;\n    return {\n      method,\n      url,\n      name: tagName ?? null,\n      headers,\n      cookies: requestCookies(params.cookies),\n      jar: params.jar instanceof CookieJarHandle ? params.jar.id : 0,\n      timeoutMs: parseTimeout(params.timeout),\n      redirects: params.redirects === void 0 || params.redirects === null ? null : Number(params.redirects),\n      compression: typeof params.compression === "string" ? params.compression : "",\n      responseType: responseTypeOf(params.responseType),\n      expected: callback === void 0 ? defaultExpected : expectedOf(callback),\n      tags: sampleTags(state, tagName === null || tagName === void 0 ? own : { ...own, name: tagName }),\n      metadata: state.metadata\n    };\n  }\n  function refuseAuth(auth) {\n    if (auth === void 0 || auth === null || auth === "" || auth === "basic") return;\n    throw new Error(`params.auth "${String(auth)}" is not available in the embedded engine; it needs real k6`);\n  }\n  function headerPairs(headers) {\n    if (headers === void 0 || headers === null) return [];\n    if (typeof headers !== "object") throw new TypeError("params.headers must be an object");\n    return Object.entries(headers).filter(([, value]) => value !== void 0 && value !== null).map(([name, value]) => [name, String(value)]);\n  }\n  function requestCookies(cookies) {\n    if (cookies === void 0 || cookies === null) return {};\n    if (typeof cookies !== "object") throw new TypeError("params.cookies must be an object");\n    return Object.fromEntries(\n      Object.entries(cookies).map(([name, cookie]) => {\n        if (typeof cookie !== "object" || cookie === null)\n          return [name, { value: String(cookie), replace: false }];\n        const { value, replace } = cookie;\n        return [name, { value: String(value ?? ""), replace: replace === true }];\n      })\n    );\n  }\n  function responseTypeOf(type) {\n    if (type === void 0 || type === null || type === "") return null;\n    if (type === "text" || type === "binary" || type === "none") return type;\n    throw new Error(`params.responseType must be "text", "binary" or "none", got "${String(type)}"`);\n  }\n\n  // src/adapters/engine-embedded/guest/http/json-path.ts\n  function queryJson(value, path) {\n    return lookUp(value, splitPath(path));\n  }\n  function lookUp(value, parts) {\n    const [part, ...rest] = parts;\n    if (part === void 0) return value;\n    if (Array.isArray(value) && part.startsWith("#")) return lookUpEach(value, part, rest);\n    if (typeof value !== "object" || value === null) return void 0;\n    const key = /[*?]/.test(part) ? Object.keys(value).find((name) => globToRegExp(part).test(name)) : part;\n    if (key === void 0 || !Object.hasOwn(value, key) || Array.isArray(value) && key === "length")\n      return void 0;\n    return lookUp(value[key], rest);\n  }\n  function lookUpEach(list, part, rest) {\n    if (part === "#") return rest.length === 0 ? list.length : found(list.map((item) => lookUp(item, rest)));\n    const query = /^#\\((.*)\\)(#?)$/s.exec(part);\n    if (query === null) return void 0;\n    const matches = list.filter((item) => satisfies(item, query[1] ?? ""));\n    if (query[2] === "#") return rest.length === 0 ? matches : found(matches.map((item) => lookUp(item, rest)));\n    return matches.length === 0 ? void 0 : lookUp(matches[0], rest);\n  }\n  function found(values) {\n    return values.filter((value) => value !== void 0);\n  }\n  function satisfies(item, condition) {\n    const match = /^(.*?)\\s*(==|!=|<=|>=|!%|<|>|%|=)\\s*(.*)$/s.exec(condition);\n    if (match === null) return lookUp(item, splitPath(condition)) !== void 0;\n    const [, path = "", operator = "", literal = ""] = match;\n    const left = path === "" ? item : lookUp(item, splitPath(path));\n    if (left === void 0 || typeof left === "object" && left !== null) return false;\n    return compare(left, operator, literalValue(literal));\n  }\n  function compare(left, operator, right) {\n    if (operator === "%" || operator === "!%") {\n      return typeof left === "string" && globToRegExp(String(right)).test(left) === (operator === "%");\n    }\n    if (typeof left !== typeof right) return operator === "!=";\n    const [a, b] = [left, right];\n    switch (operator) {\n      case "!=":\n        return a !== b;\n      case "<":\n        return a < b;\n      case "<=":\n        return a <= b;\n      case ">":\n        return a > b;\n      case ">=":\n        return a >= b;\n      default:\n        return a === b;\n    }\n  }\n  function literalValue(text) {\n    try {\n      return JSON.parse(text);\n    } catch {\n      return text;\n    }\n  }\n  function globToRegExp(glob) {\n    const source = glob.replace(/[.+^${}()|[\\]\\\\]/g, "\\\\$&").replace(/\\*/g, ".*").replace(/\\?/g, ".");\n    return new RegExp(`^${source}$`, "s");\n  }\n  function splitPath(path) {\n    const parts = [];\n    let part = "";\n    let depth = 0;\n    let isQuoted = false;\n    for (let at = 0; at < path.length; at += 1) {\n      const character = path.charAt(at);\n      if (character === "\\\\" && depth === 0) {\n        at += 1;\n        part += path.charAt(at);\n        continue;\n      }\n      if (depth > 0 && character === \'"\') isQuoted = !isQuoted;\n      if (!isQuoted && character === "(") depth += 1;\n      if (!isQuoted && character === ")") depth -= 1;\n      if (depth === 0 && (character === "." || character === "|")) {\n        parts.push(part);\n        part = "";\n      } else {\n        part += character;\n      }\n    }\n    return [...parts, part];\n  }\n\n  // src/adapters/engine-embedded/guest/http/response.ts\n  var Response = class {\n    body;\n    #parsed;\n    constructor(answer, body, decode) {\n      const { responseType: _, ...members } = answer;\n      Object.assign(this, members);\n      this.body = body;\n      this.#decode = decode;\n    }\n    #decode;\n    /** The body as JSON, or what a path finds in it. @throws Error when the body is no JSON. */\n    json(path) {\n      if (this.body === null)\n        throw new Error("response.json(): there is no body; see responseType and discardResponseBodies");\n      this.#parsed ??= this.#parse(this.body);\n      return path === void 0 ? this.#parsed : queryJson(this.#parsed, String(path));\n    }\n    html() {\n      throw needsK6("html()");\n    }\n    submitForm() {\n      throw needsK6("submitForm()");\n    }\n    clickLink() {\n      throw needsK6("clickLink()");\n    }\n    #parse(body) {\n      const text = typeof body === "string" ? body : this.#decode(body);\n      try {\n        return JSON.parse(text);\n      } catch (error) {\n        const reason = error instanceof Error ? error.message : String(error);\n        throw new Error(`response.json(): the body of ${this.url} is no JSON: ${reason}`);\n      }\n    }\n  };\n  function needsK6(member) {\n    return new Error(`response.${member} is not available in the embedded engine; it needs real k6`);\n  }\n\n  // src/adapters/engine-embedded/guest/http/requests.ts\n  var Requests = class {\n    expected = DEFAULT_EXPECTED;\n    state;\n    loop;\n    constructor(state, loop) {\n      this.state = state;\n      this.loop = loop;\n    }\n    send(method, url, body, params) {\n      const request = this.prepare(method, url, body, params);\n      const { json, bodies } = ask(this.state, "http", request.call, [request.body]);\n      return this.respond(request, JSON.parse(json), bodies[0] ?? null);\n    }\n    sendLater(method, url, body, params) {\n      const request = this.prepare(method, url, body, params);\n      const settle = this.loop.begin();\n      return new Promise((resolve, reject) => {\n        this.state.host.askLater(\n          "http",\n          JSON.stringify(request.call),\n          [request.body],\n          (answer) => settle(() => {\n            if (!answer.ok) return reject(new Error(answer.message));\n            try {\n              resolve(this.respond(request, JSON.parse(answer.json), answer.bodies[0] ?? null));\n            } catch (error) {\n              reject(error);\n            }\n          })\n        );\n      });\n    }\n    batch(entries) {\n      if (typeof entries !== "object" || entries === null)\n        throw new TypeError("http.batch() wants an array or an object");\n      const requests = Object.entries(entries).map(([key, entry]) => ({ key, ...this.prepareEntry(entry) }));\n      const { json, bodies } = ask(\n        this.state,\n        "batch",\n        requests.map(({ call }) => call),\n        requests.map(({ body }) => body)\n      );\n      const answers = JSON.parse(json);\n      const responses = requests.map((request, index) => [\n        request.key,\n        this.respond(request, answers[index], bodies[index] ?? null)\n      ]);\n      return Array.isArray(entries) ? responses.map(([, response]) => response) : Object.fromEntries(responses);\n    }\n    prepareEntry(entry) {\n      if (Array.isArray(entry)) {\n        const [method2, url2, body2, params2] = entry;\n        return this.prepare(String(method2).toUpperCase(), url2, body2, params2);\n      }\n      if (typeof entry === "string" || entry instanceof TemplateUrl)\n        return this.prepare("GET", entry, null, null);\n      if (typeof entry !== "object" || entry === null)\n        throw new TypeError("http.batch(): an entry is no request");\n      const { method, url, body, params } = entry;\n      return this.prepare(method === void 0 ? "GET" : String(method).toUpperCase(), url, body, params);\n    }\n    prepare(method, url, body, params) {\n      callOf(this.state, "making http requests");\n      const options = params ?? {};\n      const made = toRequestBody(this.state, body);\n      const call = toHttpCall(this.state, method, toNamedUrl(url), options, made.contentType, this.expected);\n      const throws = options.throw === void 0 ? this.state.host.throwsByDefault : options.throw === true;\n      return { call, body: made.body, throws };\n    }\n    respond({ call, throws }, answer, body) {\n      const { host } = this.state;\n      if (answer.status === 0) {\n        if (throws) throw new Error(`${call.method} ${call.url}: ${answer.error}`);\n        host.log("warn", `Request Failed: ${call.method} ${call.url}: ${answer.error}`);\n      }\n      const own = body === null || typeof body === "string" ? body : ownBuffer(body);\n      return new Response(answer, own, (bytes) => decodeUtf8(this.state, bytes));\n    }\n  };\n\n  // src/adapters/engine-embedded/guest/http/http-module.ts\n  function makeHttpModule(state, loop) {\n    const requests = new Requests(state, loop);\n    const withBody = (method) => (url, body, params) => requests.send(method, url, body, params);\n    return {\n      get: (url, params) => requests.send("GET", url, null, params),\n      head: (url, params) => requests.send("HEAD", url, null, params),\n      post: withBody("POST"),\n      put: withBody("PUT"),\n      patch: withBody("PATCH"),\n      del: withBody("DELETE"),\n      options: withBody("OPTIONS"),\n      request: (method, url, body, params) => requests.send(String(method).toUpperCase(), url, body, params),\n      asyncRequest: (method, url, body, params) => requests.sendLater(String(method).toUpperCase(), url, body, params),\n      batch: (entries) => requests.batch(entries),\n      url: nameUrl,\n      file: (data, filename, contentType) => new FileData(\n        toBytes(state, data),\n        filename === void 0 ? String(Math.round(state.host.now() * 1e6)) : String(filename),\n        contentType === void 0 ? "application/octet-stream" : String(contentType)\n      ),\n      cookieJar: () => {\n        callOf(state, "http.cookieJar()");\n        return new CookieJarHandle(state, 0);\n      },\n      CookieJar: jarClass(state),\n      expectedStatuses,\n      setResponseCallback: (callback) => {\n        requests.expected = expectedOf(callback);\n      },\n      TLS_1_0: "tls1.0",\n      TLS_1_1: "tls1.1",\n      TLS_1_2: "tls1.2",\n      TLS_1_3: "tls1.3"\n    };\n  }\n  function jarClass(state) {\n    let lastId = 0;\n    const forgotten = new FinalizationRegistry((id) => state.host.dropJar(id));\n    return class CookieJar extends CookieJarHandle {\n      constructor() {\n        lastId += 1;\n        super(state, lastId);\n        forgotten.register(this, lastId);\n      }\n    };\n  }\n\n  // src/adapters/engine-embedded/guest/k6-module.ts\n  var AsyncFunction = (async () => void 0).constructor;\n  function makeK6Module(state) {\n    return {\n      check: (value, conditions, tags) => check(state, value, conditions, tags),\n      group: (name, body) => group(state, String(name), body),\n      sleep: (seconds) => sleep(state, seconds),\n      fail: (message) => fail(state, message),\n      randomSeed: (seed) => randomSeed(Number(seed))\n    };\n  }\n  function check(state, value, conditions, extraTags) {\n    callOf(state, "check()");\n    if (typeof conditions !== "object" || conditions === null) {\n      throw new TypeError("check() wants an object of named conditions as its second argument");\n    }\n    const own = stringTags(extraTags, "the tags of check()");\n    let isPassed = true;\n    for (const [name, condition] of Object.entries(conditions)) {\n      if (condition instanceof AsyncFunction) {\n        throw new TypeError(`check "${name}": async functions are not supported as conditions`);\n      }\n      const report = (ok) => {\n        isPassed &&= ok;\n        const tags = { ...sampleTags(state, own), check: name };\n        state.host.emit("checks", state.host.now(), ok ? 1 : 0, tags, state.metadata);\n      };\n      try {\n        report(Boolean(typeof condition === "function" ? condition(value) : condition));\n      } catch (error) {\n        if (!(error instanceof TestAborted)) report(false);\n        throw error;\n      }\n    }\n    return isPassed;\n  }\n  function group(state, name, body) {\n    callOf(state, "group()");\n    if (name.includes("::")) throw new Error(`group "${name}": a group name may not contain "::"`);\n    if (typeof body !== "function")\n      throw new TypeError(`group "${name}" wants a function as its second argument`);\n    if (body instanceof AsyncFunction)\n      throw new TypeError(`group "${name}": async functions are not supported`);\n    const outer = state.group;\n    state.group = `${outer}::${name}`;\n    const started = state.host.now();\n    try {\n      return body();\n    } finally {\n      const ended = state.host.now();\n      state.host.emit("group_duration", ended, ended - started, sampleTags(state, null), state.metadata);\n      state.group = outer;\n    }\n  }\n  function sleep(state, seconds) {\n    callOf(state, "sleep()");\n    const milliseconds = Number(seconds) * 1e3;\n    if (state.aborted !== null) throw new TestAborted(state.aborted);\n    if (milliseconds > 0 && !state.host.sleep(milliseconds)) throw new Error("the call was interrupted");\n  }\n  function fail(state, message) {\n    callOf(state, "fail()");\n    throw new Error(message === void 0 ? "" : String(message));\n  }\n  function randomSeed(seed) {\n    let word = Number.isFinite(seed) ? Math.trunc(seed) % 2 ** 32 : 0;\n    Math.random = () => {\n      word = word + 1831565813 | 0;\n      let mixed = Math.imul(word ^ word >>> 15, 1 | word);\n      mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;\n      return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;\n    };\n  }\n\n  // src/adapters/engine-embedded/guest/metrics-module.ts\n  function makeMetricsModule(state) {\n    const declared = /* @__PURE__ */ new Map();\n    return {\n      Counter: metricClass(state, declared, "counter"),\n      Gauge: metricClass(state, declared, "gauge"),\n      Rate: metricClass(state, declared, "rate"),\n      Trend: metricClass(state, declared, "trend")\n    };\n  }\n  function metricClass(state, declared, type) {\n    const title = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;\n    const Metric = class {\n      name;\n      constructor(name, isTime) {\n        needInit(state, `new ${title}("${String(name)}")`);\n        this.name = metricName(name, title);\n        const known = declared.get(this.name);\n        if (known !== void 0 && known !== type) {\n          throw new Error(`metric "${this.name}" is already declared as a ${known}, not a ${type}`);\n        }\n        declared.set(this.name, type);\n        state.host.declareMetric(this.name, type, isTime === true ? "time" : "default");\n      }\n      /** @returns whether the value was taken; values that are no numbers are logged and dropped. */\n      add(value, tags) {\n        callOf(state, `add() of metric "${this.name}"`);\n        if (state.aborted !== null) throw new TestAborted(state.aborted);\n        const number = metricValue(type, value);\n        if (Number.isNaN(number)) {\n          state.host.log("warn", `metric "${this.name}": ${String(value)} is no number; the value is dropped`);\n          return false;\n        }\n        const own = stringTags(tags, `the tags of metric "${this.name}"`);\n        state.host.emit(this.name, state.host.now(), number, sampleTags(state, own), state.metadata);\n        return true;\n      }\n    };\n    Object.defineProperty(Metric, "name", { value: title });\n    return Metric;\n  }\n  function metricName(name, title) {\n    const text = typeof name === "string" ? name : "";\n    if (!/^[a-zA-Z_][a-zA-Z0-9_]{1,127}$/.test(text)) {\n      throw new Error(\n        `new ${title}: "${String(name)}" is no metric name; want 2 to 128 letters, digits or _, not beginning with a digit`\n      );\n    }\n    return text;\n  }\n  function metricValue(type, value) {\n    if (type === "rate")\n      return Number(value) === 0 || value === false ? 0 : Number.isNaN(Number(value)) ? Number.NaN : 1;\n    if (value === null || value === void 0 || value === "") return Number.NaN;\n    return Number(value);\n  }\n\n  // src/adapters/engine-embedded/guest/open.ts\n  function makeOpen(state) {\n    return function open(path, mode) {\n      needInit(state, "open()");\n      if (typeof path !== "string" || path === "") throw new TypeError("open() wants the path of a file");\n      const [bytes] = ask(state, "file", { path, referrer: callerModule() }).bodies;\n      const buffer = bytes;\n      return mode === "b" ? ownBuffer(buffer) : decodeUtf8(state, buffer);\n    };\n  }\n\n  // src/adapters/engine-embedded/guest/timers.ts\n  var LONGEST_TIMER_MS = 2 ** 31 - 1;\n  var Timers = class {\n    timers = /* @__PURE__ */ new Map();\n    state;\n    loop;\n    lastId = 0;\n    constructor(state, loop) {\n      this.state = state;\n      this.loop = loop;\n    }\n    /** The functions as scripts know them; also the module `k6/timers`. */\n    api() {\n      return {\n        setTimeout: (callback, delay, ...rest) => this.set("setTimeout", callback, delay, rest),\n        setInterval: (callback, delay, ...rest) => this.set("setInterval", callback, delay, rest),\n        clearTimeout: (id) => this.clear(Number(id)),\n        clearInterval: (id) => this.clear(Number(id))\n      };\n    }\n    fire(id) {\n      const timer = this.timers.get(id);\n      if (timer === void 0) return;\n      const { settle } = timer;\n      if (timer.repeats) timer.settle = this.loop.begin();\n      else this.timers.delete(id);\n      settle(timer.callback);\n    }\n    /** Forgets all; the call is over. */\n    clearAll() {\n      for (const id of this.timers.keys()) this.state.host.stopTimer(id);\n      this.timers.clear();\n    }\n    set(kind, callback, delay, rest) {\n      if (typeof callback !== "function") throw new TypeError(`${kind} wants a function as its first argument`);\n      const id = ++this.lastId;\n      const repeats = kind === "setInterval";\n      this.timers.set(id, { callback: () => callback(...rest), repeats, settle: this.loop.begin() });\n      const milliseconds = Math.min(Math.max(Number(delay) || 0, 0), LONGEST_TIMER_MS);\n      this.state.host.startTimer(id, milliseconds, repeats);\n      return id;\n    }\n    clear(id) {\n      const timer = this.timers.get(id);\n      if (timer === void 0) return;\n      this.timers.delete(id);\n      this.state.host.stopTimer(id);\n      timer.settle(() => void 0);\n    }\n  };\n\n  // src/adapters/engine-embedded/guest/web-globals.ts\n  function makeWebGlobals(state) {\n    return { TextEncoder: encoderClass(state), TextDecoder: decoderClass(state), crypto: makeWebCrypto(state) };\n  }\n  function encoderClass(state) {\n    return class TextEncoder {\n      encoding = "utf-8";\n      encode(text = "") {\n        return new Uint8Array(ownBuffer(state.host.encodeUtf8(String(text))));\n      }\n    };\n  }\n  function decoderClass(state) {\n    return class TextDecoder {\n      encoding;\n      fatal;\n      constructor(label = "utf-8", options = {}) {\n        this.encoding = String(label).toLowerCase();\n        this.fatal = options.fatal === true;\n        if (!["utf-8", "utf8", "utf-16le", "utf-16be"].includes(this.encoding)) {\n          throw new RangeError(`TextDecoder: the encoding "${this.encoding}" is not supported`);\n        }\n      }\n      decode(input) {\n        const bytes = bytesOf(input)?.slice() ?? new Uint8Array();\n        const text = state.host.decodeText(bytes.buffer, this.encoding, this.fatal);\n        if (text === null) throw new TypeError(`TextDecoder: the bytes are no ${this.encoding} text`);\n        return text;\n      }\n    };\n  }\n  function makeWebCrypto(state) {\n    return {\n      getRandomValues(view) {\n        const bytes = bytesOf(view);\n        if (bytes === null || view instanceof ArrayBuffer)\n          throw new TypeError("getRandomValues wants a typed array");\n        if (bytes.length > 0) bytes.set(new Uint8Array(randomBytes(state, bytes.length)));\n        return view;\n      },\n      randomUUID() {\n        const bytes = new Uint8Array(randomBytes(state, 16));\n        bytes[6] = (bytes[6] ?? 0) & 15 | 64;\n        bytes[8] = (bytes[8] ?? 0) & 63 | 128;\n        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");\n        return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");\n      },\n      get subtle() {\n        throw new Error("crypto.subtle is not available in the embedded engine; it needs real k6");\n      }\n    };\n  }\n\n  // src/adapters/engine-embedded/guest/start-guest.ts\n  var HIDDEN_GLOBALS = ["Intl", "WebAssembly", "SharedArrayBuffer", "Atomics"];\n  function startGuest(host) {\n    const state = newGuestState(host);\n    const loop = new CallLoop(state, () => timers.clearAll());\n    const timers = new Timers(state, loop);\n    const overlay = makeEnvOverlay();\n    let exported = {};\n    defineGlobals(state, timers);\n    return {\n      modules: makeModules(state, loop, timers),\n      endInit(exports) {\n        exported = exports;\n      },\n      describe: () => describeExports(exported),\n      run(text, data) {\n        const call = JSON.parse(text);\n        defineGlobal("__ITER", call.iteration);\n        overlay(call.env);\n        loop.start(call, data, exported[call.exec]);\n      },\n      tags: () => sampleTags(state, null),\n      fireTimer: (id) => timers.fire(id),\n      stop: () => loop.fail(new Error("the call was interrupted")),\n      rejected: (reason) => loop.fail(reason)\n    };\n  }\n  function makeModules(state, loop, timers) {\n    return {\n      k6: makeK6Module(state),\n      "k6/http": makeHttpModule(state, loop),\n      "k6/metrics": makeMetricsModule(state),\n      "k6/execution": makeExecutionModule(state),\n      "k6/data": makeDataModule(state),\n      "k6/encoding": makeEncodingModule(state),\n      "k6/crypto": makeCryptoModule(state),\n      "k6/timers": timers.api()\n    };\n  }\n  function defineGlobals(state, timers) {\n    for (const name of HIDDEN_GLOBALS) Reflect.deleteProperty(globalThis, name);\n    const globals = {\n      console: makeConsole(state.host),\n      __ENV: JSON.parse(state.host.env),\n      __VU: state.host.vu,\n      open: makeOpen(state),\n      require: (specifier) => {\n        needInit(state, "require()");\n        const required = state.host.require(String(specifier), callerModule());\n        if (!required.ok) throw new Error(required.message);\n        return required.exports;\n      },\n      ...timers.api(),\n      ...makeWebGlobals(state)\n    };\n    for (const [name, value] of Object.entries(globals)) defineGlobal(name, value);\n    defineGlobal("global", globalThis);\n  }\n  function defineGlobal(name, value) {\n    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });\n  }\n  function describeExports(exported) {\n    const exportedFunctions = Object.keys(exported).filter((name) => typeof exported[name] === "function");\n    return JSON.stringify({ options: exported.options ?? {}, exportedFunctions });\n  }\n  return __toCommonJS(start_guest_exports);\n})();\n\nreturn guest.startGuest;\n})()';

// src/adapters/engine-embedded/vu/worker/main-port.ts
import { receiveMessageOnPort } from "node:worker_threads";

// src/adapters/engine-embedded/vu/worker/messages.ts
var SIGNAL = {
  /** Counts wake-ups; a worker waits for it to change. */
  wake: 0,
  /** 1 while the running call is to end. */
  stop: 1,
  length: 2
};

// src/adapters/engine-embedded/vu/worker/main-port.ts
var FLUSH_MS = 100;
var STOPPED = { ok: false, message: "the call was interrupted" };
var MainPort = class {
  port;
  signal;
  waiting = /* @__PURE__ */ new Map();
  onMessage;
  samples = [];
  flushedMs = 0;
  lastId = 0;
  constructor(port, signal, onMessage) {
    this.port = port;
    this.signal = new Int32Array(signal);
    this.onMessage = onMessage;
    port.on("message", (message) => this.take(message));
  }
  post(message) {
    this.port.postMessage(message);
  }
  ask(op, json, bodies) {
    this.flushIfDue();
    const id = this.send(op, json, bodies);
    for (; ; ) {
      const seen = Atomics.load(this.signal, SIGNAL.wake);
      if (this.isStopped()) return STOPPED;
      const received = receiveMessageOnPort(this.port)?.message;
      if (received === void 0) Atomics.wait(this.signal, SIGNAL.wake, seen);
      else if (received.type === "answer" && received.id === id) return received;
      else setImmediate(() => this.take(received));
    }
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
    for (let left = milliseconds; left > 0; left = until - performance.now()) {
      const seen = Atomics.load(this.signal, SIGNAL.wake);
      if (this.isStopped()) return false;
      Atomics.wait(this.signal, SIGNAL.wake, seen, left);
    }
    return !this.isStopped();
  }
  emit(sample) {
    this.samples.push(sample);
    if (this.samples.length >= 1e3) this.flush();
  }
  /** Samples that were not sent yet, to go with the end of the call. */
  takeSamples() {
    const { samples } = this;
    this.samples = [];
    return samples;
  }
  /** To be called whenever the script begins to wait. */
  flushIfDue() {
    if (this.samples.length > 0 && performance.now() - this.flushedMs >= FLUSH_MS) this.flush();
  }
  send(op, json, bodies) {
    this.lastId += 1;
    this.post({ type: "ask", id: this.lastId, op, json, bodies });
    return this.lastId;
  }
  take(message) {
    if (message.type !== "answer") {
      this.onMessage(message);
      return;
    }
    const done = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    done?.(message);
  }
  isStopped() {
    return Atomics.load(this.signal, SIGNAL.stop) === 1;
  }
  flush() {
    this.flushedMs = performance.now();
    if (this.samples.length > 0) this.post({ type: "samples", samples: this.takeSamples() });
  }
};

// src/adapters/engine-embedded/vu/worker/module-graph.ts
import vm from "node:vm";
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
  builtins;
  serve;
  modules = /* @__PURE__ */ new Map();
  commonJs = /* @__PURE__ */ new Map();
  constructor(context, builtins, serve) {
    this.context = context;
    this.builtins = builtins;
    this.serve = serve;
  }
  /** Evaluates the script; rejects with what it throws. @returns its exports. */
  async evaluate(entry) {
    const module = this.resolve(entry, "");
    await module.link((specifier, referrer) => this.resolve(specifier, referrer.identifier));
    await module.evaluate();
    const { default: exported, ...named } = module.namespace;
    const isWholeModule = this.commonJs.has(entry) && typeof exported === "object" && exported !== null;
    return isWholeModule ? { ...named, ...exported } : module.namespace;
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
  resolve(specifier, referrer) {
    const served = this.serve(specifier, referrer, "esm");
    const id = served.kind === "builtin" ? served.name : served.id;
    const known = this.modules.get(id);
    if (known !== void 0) return known;
    const module = served.kind === "builtin" ? this.builtin(id) : this.source(id, served.code);
    this.modules.set(id, module);
    return module;
  }
  source(id, code) {
    if (looksCommonJs(code)) return this.synthetic(id, () => this.runCommonJs(id, code));
    try {
      return new vm.SourceTextModule(code, { context: this.context, identifier: id });
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }
  builtin(name) {
    return this.synthetic(name, () => this.builtins[name]);
  }
  withDefault(name) {
    const exports = this.builtins[name] ?? {};
    return { ...exports, default: exports, __esModule: true };
  }
  /** A module whose default export is an object, its members exported by name as well. */
  synthetic(id, make) {
    const exports = make();
    const members = typeof exports === "object" && exports !== null ? exports : {};
    const names = Object.keys(members).filter((name) => name !== "default");
    return new vm.SyntheticModule(
      ["default", ...names],
      function() {
        for (const name of names) this.setExport(name, Reflect.get(members, name));
        this.setExport(
          "default",
          Object.hasOwn(members, "default") && "__esModule" in members ? Reflect.get(members, "default") : exports
        );
      },
      { context: this.context, identifier: id }
    );
  }
  runCommonJs(id, code) {
    const known = this.commonJs.get(id);
    if (known !== void 0) return known.exports;
    const module = vm.runInContext("({ exports: {} })", this.context);
    this.commonJs.set(id, module);
    const run = this.compile(id, code);
    Reflect.apply(run, void 0, [module.exports, Reflect.get(this.context, "require"), module]);
    return module.exports;
  }
  compile(id, code) {
    try {
      const options = { filename: id, parsingContext: this.context };
      return vm.compileFunction(code, ["exports", "require", "module"], options);
    } catch (error) {
      throw new ModuleSyntaxError(id, code, error instanceof Error ? error.message : String(error));
    }
  }
};
function looksCommonJs(code) {
  if (/^\s*(import\b(?!\s*\()|export\b)/m.test(code) || /[;}]\s*(import|export)\b/.test(code)) return false;
  return /\b(require\s*\(|module\.exports|exports\s*[.[])/.test(code);
}

// src/adapters/engine-embedded/vu/worker/worker-host.ts
import { createHash, createHmac, randomBytes } from "node:crypto";
function makeWorkerHost({ start, port, metrics, control, require: require2, finish }) {
  return {
    vu: start.vu,
    loading: start.loading,
    env: start.env,
    options: start.options,
    throwsByDefault: start.throwsByDefault,
    now: () => performance.timeOrigin + performance.now(),
    ask: (op, json, bodies = []) => port.ask(op, json, bodies),
    askLater: (op, json, bodies, done) => port.askLater(op, json, bodies, done),
    sleep: (milliseconds) => port.sleep(milliseconds),
    emit: (metric, timeMs, value, tags, metadata) => {
      const hasMetadata = Object.keys(metadata).length > 0;
      port.emit(hasMetadata ? { metric, timeMs, value, tags, metadata } : { metric, timeMs, value, tags });
    },
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
    ...bytesPart
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
var bytesPart = {
  hash(algorithm, key, data) {
    try {
      const hash = key === null ? createHash(algorithm) : createHmac(algorithm, new Uint8Array(key));
      return exactBuffer(hash.update(new Uint8Array(data)).digest());
    } catch {
      return null;
    }
  },
  randomBytes: (size) => exactBuffer(randomBytes(size)),
  encodeUtf8: (text) => exactBuffer(Buffer.from(text, "utf8")),
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

// src/adapters/engine-embedded/vu/worker/vu-worker.ts
var VuWorker = class {
  start;
  port;
  control;
  graph;
  metrics = [];
  startedMs = 0;
  constructor(port, start) {
    this.start = start;
    this.port = new MainPort(port, start.signal, (message) => {
      if (message.type === "call") this.run(message.call, message.data);
      else this.control.stop();
    });
    const context = vm2.createContext({}, { codeGeneration: { strings: true, wasm: false } });
    const startGuest = vm2.runInContext(guestSource, context, {
      filename: "k6-api.js"
    });
    this.control = startGuest(this.makeHost());
    this.graph = new ModuleGraph(context, this.control.modules, (...wanted) => this.serveModule(...wanted));
    process.on("unhandledRejection", (reason) => this.control.rejected(reason));
  }
  /** Evaluates the script's init code and reports how that went. */
  async init() {
    try {
      this.control.endInit(await this.graph.evaluate(this.start.entry));
      this.port.post({ type: "ready", describe: this.control.describe(), metrics: this.metrics });
    } catch (error) {
      this.port.post({ type: "failed", failure: initFailureOf(error) });
    }
  }
  makeHost() {
    return makeWorkerHost({
      start: this.start,
      port: this.port,
      metrics: this.metrics,
      control: () => this.control,
      require: (specifier, referrer) => this.graph.require(specifier, referrer),
      finish: (end) => this.finish(end)
    });
  }
  run(call, data) {
    this.startedMs = performance.now();
    this.control.run(call, data);
  }
  finish(end) {
    const durationMs = performance.now() - this.startedMs;
    const shown = end.kind === "threw" ? { ...end, stack: scriptFrames(end.stack) } : end;
    const samples = this.port.takeSamples();
    this.port.post({ type: "end", end: shown, durationMs, tags: this.control.tags(), samples });
  }
  serveModule(specifier, referrer, as) {
    const answer = this.port.ask("module", JSON.stringify({ specifier, referrer, as }), []);
    if (!answer.ok) throw new Error(answer.message);
    return JSON.parse(answer.json);
  }
};
function initFailureOf(error) {
  if (error instanceof ModuleSyntaxError) {
    const module = { id: error.id, code: error.code };
    return { kind: "syntax", message: `SyntaxError: ${error.message}`, stack: "", module };
  }
  const { name, message, stack } = error ?? {};
  const text = message === void 0 ? String(error) : `${name ?? "Error"}: ${message}`;
  const frames = scriptFrames(stack ?? "");
  return {
    kind: frames === "" && name === "SyntaxError" ? "link" : "threw",
    message: text,
    stack: frames,
    module: null
  };
}
function scriptFrames(stack) {
  return stack.split("\n").filter((line) => line.includes("file://") && !line.includes(import.meta.url)).join("\n");
}
if (parentPort !== null) await new VuWorker(parentPort, workerData).init();
