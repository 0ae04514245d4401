console.log(process.argv, process.version)
