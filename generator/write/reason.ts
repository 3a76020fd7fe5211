const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'a file stands where a folder must be',
  EISDIR: 'it is a folder',
  ENOENT: 'no folder can be made there',
  EDQUOT: 'the disk is full',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder must be',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
  EXDEV: 'it is on another disk than the output folder',
};

/**
 * What went wrong with the disk, in words.
 *
 * @throws the error itself when it is not one of the file system: that is a bug.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
  return reasons[String(error.code)] ?? error.message;
}

/** The path that an error of the file system is about. */
export function pathOf(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
}

/** What the file system refuses here is not worth a second error. */
export function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    reasonOf(error);
  }
}
