import type { View } from '../model/file-plan.js';

/** The templates as functions, by their path without the ending; made by the build from `templates/`. */
export const precompiled: Readonly<Record<string, (view: View) => string>>;
