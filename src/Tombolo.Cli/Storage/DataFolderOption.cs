using System.CommandLine;
using Tombolo.Cli.Serving;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Storage;

/// <summary>The flags by which a command finds a host's data folder, and nothing else: the same settings as <c>tombolo serve</c>.</summary>
internal sealed class DataFolderOption
{
    private readonly SettingOptions _settings = new(SettingKeys.Host.Where(static key => key.Name is "data"));

    public void AddTo(Command command) => _settings.AddTo(command);

    /// <summary>Runs work on the data folder that the command line names; says what is wrong with it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ParseResult parsed, Action<string> work)
    {
        if (_settings.ReadOrComplain(parsed) is not { } settings)
        {
            return ExitCode.Usage;
        }

        var folder = Path.GetFullPath(settings.Data);
        if (!Directory.Exists(folder))
        {
            Complaint.Write($"There is no data folder {folder}.", "Name the one of the host with --data, or its settings with --config.");
            return ExitCode.Usage;
        }

        if (!DataFolder.IsHosts(folder))
        {
            Complaint.Write($"No host has its data in {folder}.", "Name the data folder of the host with --data, or its settings with --config.");
            return ExitCode.Usage;
        }

        try
        {
            work(folder);
            return ExitCode.Success;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Complaint.Write(refused.Message);
            return ExitCode.Failure;
        }
    }
}
