const vscode = require("vscode");

/** A folder that is on no disk: its files are where this extension keeps them. */
exports.activate = context => {
  const changed = new vscode.EventEmitter();
  const files = new Map([["/README.md", Buffer.from("# Nowhere\n")]]);
  const content = uri => {
    const found = files.get(uri.path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  };
  const change = (uri, type) => changed.fire([{ uri, type }]);
  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: uri =>
      uri.path === "/"
        ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: vscode.FileType.File, ctime: 0, mtime: 0, size: content(uri).length },
    readDirectory: () => [...files.keys()].map(path => [path.slice(1), vscode.FileType.File]),
    readFile: content,
    writeFile(uri, bytes) {
      files.set(uri.path, Buffer.from(bytes));
      change(uri, vscode.FileChangeType.Changed);
    },
    rename(from, to) {
      files.set(to.path, content(from));
      files.delete(from.path);
      change(to, vscode.FileChangeType.Created);
    },
    delete: uri => void files.delete(uri.path),
    createDirectory: () => undefined,
  };
  context.subscriptions.push(changed, vscode.workspace.registerFileSystemProvider("notes", provider));
};
