using System.CommandLine;
using System.Data.Common;
using Tombolo.Cli.Serving;
using Tombolo.Host;
using Tombolo.Host.Settings;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Backups;

namespace Tombolo.Cli.Storage;

/// <summary>
/// The flags by which a command finds a host's store: the same settings, from the same file and environment, as <c>tombolo serve</c>, so that what an
/// operator does beside a host cannot go to another store.
/// </summary>
internal sealed class StoreOptions
{
    private readonly SettingOptions _settings = new(SettingKeys.Host.Where(static key => key.Name is "data" or "database" or "databaseConnection"));

    public void AddTo(Command command) => _settings.AddTo(command);

    /// <summary>Runs work on the store that the command line names; says what is wrong with the store or the settings.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult parsed, Func<StorageOptions, HostSettings, Task<int>> work)
    {
        if (_settings.ReadOrComplain(parsed) is not { } settings)
        {
            return ExitCode.Usage;
        }

        var storage = new StorageOptions();
        StoreSettings.Apply(settings, storage);
        try
        {
            return await work(storage, settings);
        }
        catch (StorageException broken)
        {
            return StorageComplaint.Write(broken);
        }
        catch (BackupException refused)
        {
            Complaint.Write(refused.Message);
            return ExitCode.Failure;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Complaint.Write(refused.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            Complaint.Write("Given up when asked to; nothing was changed.");
            return ExitCode.Failure;
        }
        catch (DbException broken)
        {
            Complaint.Write($"The store broke off: {broken.Message}", "What was begun is not in it.");
            return ExitCode.Failure;
        }
    }
}
