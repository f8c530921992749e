using Tombolo.Cli;

return await TomboloCommand.RunAsync(args);
