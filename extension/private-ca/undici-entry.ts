// The only code of ours that touches undici. Its `Agent` alone, because undici's own entry also replaces the dispatcher of the whole
// process where there is none yet (lib/global.js), and is twice as large.
export { default as Agent } from "undici/lib/dispatcher/agent.js";
