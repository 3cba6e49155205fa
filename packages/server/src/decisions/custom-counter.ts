/**
 * The name under which a custom event is counted. The host's own event of the very same name is not counted beside it, and where a custom
 * event has the id that a rule names, the rule means the custom one.
 */
export const customCounter = (id: string): string => `#${id}`
