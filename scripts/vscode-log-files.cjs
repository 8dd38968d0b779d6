/*
 * Takes the place of @vscode/spdlog in the VS Code that scripts/vscode.mjs installs. The original is a native module
 * that would have to be compiled; without any, VS Code writes no log files and every output channel stays empty.
 * The interface is spdlog's own: https://github.com/microsoft/node-spdlog/blob/main/index.d.ts
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  #file;
  #level = 2;
  #formatted = true;

  constructor(file) {
    this.#file = file;
  }

  #write(level, message) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#formatted ? `${timestamp()} [${levels[level]}] ${message}\n` : message);
  }

  trace = message => this.#write(0, message);
  debug = message => this.#write(1, message);
  info = message => this.#write(2, message);
  warn = message => this.#write(3, message);
  error = message => this.#write(4, message);
  critical = message => this.#write(5, message);
  getLevel = () => this.#level;
  setLevel = level => (this.#level = level);
  setPattern = () => (this.#formatted = true);
  clearFormatters = () => (this.#formatted = false);
  flush = () => undefined;
  drop = () => undefined;
}

function timestamp() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().replace("T", " ").replace("Z", "");
}

async function createLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
}

exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
