/**
 * The version of the wire contract. Changes within a version are additive: a reader ignores
 * fields it does not know, shows a session state it does not know as "confirming", and treats
 * an error code it does not know as a general error.
 */
export const CONTRACT_VERSION = 1;
