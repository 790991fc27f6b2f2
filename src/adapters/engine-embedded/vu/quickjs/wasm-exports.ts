/** A JSValue in the memory of an instance. */
export type Pointer = number;

/** The exports of quickjs.wasm that the binding uses. */
export interface WasmExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly __stack_pointer: { value: number };
  _initialize(): void;
  qjs_init(): number;
  qjs_get_runtime_ptr(): number;
  qjs_get_context_ptr(): number;
  qjs_set_runtime_and_context(runtime: number, context: number): void;
  qjs_set_memory_limit(bytes: number): void;
  qjs_set_max_stack_size(bytes: number): void;
  qjs_set_interrupt_handler(isOn: number): void;
  qjs_set_promise_rejection_handler(isOn: number): void;
  qjs_set_module_loader(isOn: number): void;
  qjs_compile(code: number, size: number, name: number, flags: number, how: number, outSize: number): number;
  qjs_eval_bytecode(code: number, size: number): Pointer;
  qjs_eval(code: number, size: number, name: number, flags: number): Pointer;
  qjs_call(fn: Pointer, receiver: Pointer, count: number, values: number): Pointer;
  qjs_execute_pending_job(): number;
  qjs_is_job_pending(): number;
  qjs_new_host_function(name: number, size: number, arity: number): Pointer;
  qjs_new_string(text: number, size: number): Pointer;
  qjs_new_number(value: number): Pointer;
  qjs_new_array(): Pointer;
  qjs_new_array_buffer(bytes: number, size: number): Pointer;
  qjs_new_error(): Pointer;
  qjs_get_undefined(): Pointer;
  qjs_get_null(): Pointer;
  qjs_get_true(): Pointer;
  qjs_get_false(): Pointer;
  qjs_get_float64(value: Pointer): number;
  qjs_get_bool(value: Pointer): number;
  qjs_get_string_len(value: Pointer, outSize: number): number;
  qjs_free_cstring(text: number): void;
  qjs_get_array_buffer(value: Pointer, outSize: number): number;
  qjs_get_prop_string(value: Pointer, name: number): Pointer;
  qjs_set_prop_string(value: Pointer, name: number, item: Pointer): number;
  qjs_set_prop_uint32(value: Pointer, index: number, item: Pointer): number;
  qjs_get_value_ptr(value: Pointer): number;
  qjs_get_exception(): Pointer;
  qjs_throw(error: Pointer): Pointer;
  qjs_is_exception(value: Pointer): number;
  qjs_is_undefined(value: Pointer): number;
  qjs_is_null(value: Pointer): number;
  qjs_is_bool(value: Pointer): number;
  qjs_is_number(value: Pointer): number;
  qjs_is_string(value: Pointer): number;
  qjs_is_array_buffer(value: Pointer): number;
  qjs_promise_state(value: Pointer): number;
  qjs_promise_result(value: Pointer): Pointer;
  qjs_dup_value(value: Pointer): Pointer;
  qjs_free_value(value: Pointer): void;
  wasm_malloc(size: number): number;
  wasm_free(address: number): void;
}

/** Exports that may run code of the guest: they are entered through JSPI, because the guest may block. */
export interface PromisingExports {
  evalBytecode(code: number, size: number): Promise<Pointer>;
  eval(code: number, size: number, name: number, flags: number): Promise<Pointer>;
  call(fn: Pointer, receiver: Pointer, count: number, values: number): Promise<Pointer>;
  executeJob(): Promise<number>;
}
