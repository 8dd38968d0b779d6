// A fresh process for each measurement: prints how many milliseconds it took to load a file.
const started = performance.now();
require(process.argv[2]);
console.log(performance.now() - started);
process.exit();
