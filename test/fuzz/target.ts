/** Who the fuzzer is. */
export const fuzzerKeys = { apiKey: 'key-of-the-fuzzer', secretKey: 's3cret-of-the-fuzzer' };

/** A command as the fuzzer knows it. */
export interface KnownCommand {
  readonly parameters: readonly string[];
  /** What it cannot do without, with a value that it takes. */
  readonly required: readonly (readonly [name: string, value: string])[];
}

/** A server that is fuzzed. */
export interface Target {
  readonly url: string;
  readonly apiKey: string;
  readonly secretKey: string;
  readonly commands: ReadonlyMap<string, KnownCommand>;
  /** What went wrong in the server since it was last asked, beside what answers say. */
  mishaps(): readonly unknown[];
}

/** A target that was started for a test. */
export interface StartedTarget extends Target {
  stop(): Promise<void>;
}
