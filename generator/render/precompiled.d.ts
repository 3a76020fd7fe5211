/** The templates as functions, by their path; made by the build from `templates/`. */
export const precompiled: Readonly<Record<string, TemplateSpecification>>;
