using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Server.StandardClients;

namespace Tombolo.Cli.Admin;

/// <summary><c>tombolo admin app-password</c>: what a standard XMPP client logs in with.</summary>
internal static class AppPasswordCommand
{
    public static Command Create()
    {
        var account = new Argument<string>("account") { Description = "The account's address, or its phone number with country code." };
        var command = new Command("app-password", "Make a password with which a standard XMPP client logs in to an account; the one made before ends. The host may run meanwhile.") { account };
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, _) => store.RunAsync(parsed, (storage, _) =>
            Task.FromResult(Print(StandardAccounts.MakePassword(storage, parsed.GetRequiredValue(account), TimeProvider.System)))));
        command.WithExamples(
            ("For the person with this number", "tombolo admin app-password +34600000001 --data ./data"),
            ("On the store that a settings file names", "tombolo admin app-password ada@chat.example --config tombolo.json"));
        return command;
    }

    private static int Print((string Account, string Password)? made)
    {
        if (made is not { } password)
        {
            Complaint.Write("There is no such account.", "Give its address, or the phone number it registered with.");
            return ExitCode.Failure;
        }

        Console.WriteLine($"Account:  {password.Account}");
        Console.WriteLine($"Password: {password.Password}");
        Console.WriteLine("It is shown this once; only a verifier of it is kept.");
        return ExitCode.Success;
    }
}
