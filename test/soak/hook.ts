import "../chaos/hook.ts";
