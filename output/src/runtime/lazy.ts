/**
 * A promise whose work starts when it is first awaited, and only then. Work that nobody asks for is never done, and
 * so cannot fail unnoticed either.
 */
export class LazyPromise<T> implements Promise<T> {
  readonly #start: () => Promise<T>;
  #started: Promise<T> | undefined;

  constructor(start: () => Promise<T>) {
    this.#start = start;
  }

  get [Symbol.toStringTag](): string {
    return 'LazyPromise';
  }

  /** Starts the work now. */
  protected begin(): Promise<T> {
    return (this.#started ??= this.#start());
  }

  // oxlint-disable-next-line unicorn/no-thenable -- to be awaited is what this class is for
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.begin().then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }
}
