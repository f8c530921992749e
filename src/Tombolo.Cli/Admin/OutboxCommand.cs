using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tombolo.Cli.Help;
using Tombolo.Cli.Remote;
using Tombolo.Interop.Development;
using Tombolo.Interop.Json;

namespace Tombolo.Cli.Admin;

/// <summary><c>tombolo admin outbox</c>: the one-time codes a host in development has "sent", newest first.</summary>
internal static class OutboxCommand
{
    public static Command Create()
    {
        var server = UrlOption.Create("--server", "URL of the host, or of a partner that has an outbox.");
        var number = new Option<string?>("--number") { Description = "Only codes for this number or address.", HelpName = "NUMBER" };
        var code = new Option<bool>("--code") { Description = "Print only the newest code, for scripts." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("outbox", "Show the one-time codes a host in development mode would have sent by text message.") { server, number, code, json };
        command.SetAction((parsed, cancellationToken) => RemoteCall.RunAsync(async client =>
        {
            var wanted = parsed.GetValue(number);
            var address = new Uri(parsed.GetValue(server)!, "dev/outbox.json" + (wanted is null ? "" : "?number=" + Uri.EscapeDataString(wanted)));
            var outbox = await RemoteCall.ReadAsync(await client.GetAsync(address, cancellationToken), InteropJson.Default.OutboxDocument, cancellationToken);
            return Print(outbox, parsed.GetValue(code), parsed.GetValue(json));
        }, cancellationToken));
        command.WithExamples(
            ("All codes of the demo", "tombolo admin outbox"),
            ("The code to type for one number", "tombolo admin outbox --number +34600000001 --code"));
        return command;
    }

    private static int Print(OutboxDocument outbox, bool code, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outbox, InteropJson.Default.OutboxDocument));
            return ExitCode.Success;
        }

        if (code)
        {
            if (outbox.Messages is not [var newest, ..])
            {
                Complaint.Write("No code was sent.");
                return ExitCode.Failure;
            }

            Console.WriteLine(newest.Code);
            return ExitCode.Success;
        }

        var table = new Table().AddColumns("To", "Code", "Sent (UTC)").RoundedBorder();
        foreach (var message in outbox.Messages)
        {
            table.AddRow(Markup.Escape(message.Number), Markup.Escape(message.Code), message.SentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        return ExitCode.Success;
    }
}
